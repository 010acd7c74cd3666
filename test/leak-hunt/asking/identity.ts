import type { PersonaName } from '../../../gateway/identity/development/personas.ts';

/** Who asks, and how. */
export interface Identity {
  /** Undefined for somebody without a token. */
  readonly persona: PersonaName | undefined;
  readonly role: string;
  /** `NONE` when none is stated. */
  readonly purpose: string;
  readonly organisation?: string | undefined;
  readonly citizen?: string | undefined;
  /** A claim by its id or its number, as the caller names it. */
  readonly case?: string | undefined;
  readonly reason?: string | undefined;
  /** Whether `breakGlass` is stated with an id that is open. */
  readonly breakGlass?: string | undefined;
}
