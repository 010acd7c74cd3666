import type { PolicyTexts } from '../policy/policy-files.ts';

/** The texts of one side of a comparison. */
export interface SideTexts {
  readonly policy: PolicyTexts;
  readonly supergraph: string;
  /** Text of the file of agreed loosenings; empty where there is none. */
  readonly loosenings: string;
  /** Text of the file of agreed breaking changes; empty where there is none. */
  readonly breakingChanges: string;
}
