import type { IntakePath } from '../../schema/intake.ts';
import type { AccessFacts } from '../access/access-facts.ts';

/** A file on its way. */
export interface ArrivedFile {
  readonly path: IntakePath;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly facts: AccessFacts;
  readonly requestId: string;
  /** Moment of `performance.now()` until which its sender is to be answered. */
  readonly until: number | undefined;
}
