import { intakeRules, type RuleCode } from './rules.ts';

/** Where a rule is broken. Nothing of what stands there. */
export interface Place {
  /** Kind of the file inside the envelope, such as `XML7`; left out where the whole envelope is meant. */
  readonly file?: string | undefined;
  /** Which paper of the envelope, from 1. */
  readonly paper?: number | undefined;
  readonly tag?: string | undefined;
}

/** A rule that is broken, and where. */
export interface Finding extends Place {
  readonly rule: RuleCode;
  /** What the rule allows here, such as a length. */
  readonly limit?: number | undefined;
}

/** A finding as its sender reads it. */
export interface ToldFinding extends Finding {
  readonly message: { readonly vi: string; readonly en: string };
  readonly mend: string;
}

/** The finding with its words. */
export function tellFinding(finding: Finding): ToldFinding {
  const { vi, en, mend } = intakeRules[finding.rule];
  return { ...finding, message: { vi, en }, mend };
}
