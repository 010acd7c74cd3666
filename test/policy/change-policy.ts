import { join } from 'node:path';
import { assemblePolicy } from '../../schema/policy/assemble-policy.ts';
import { readPolicyTexts } from '../../schema/policy/load-policy.ts';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import { policiesFolder } from '../../schema/policy/policy-files.ts';
import type { PolicyTexts } from '../../schema/policy/policy-files.ts';

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..');

/** The texts of the real policy. */
export const realTexts = await readPolicyTexts(root);

/** A file of the policy by the name of its field, or a policy file such as `citizen.cedar`. */
export type Place = Exclude<keyof PolicyTexts, 'policies'> | `${string}.cedar`;

/** What is wrong, where it is written and in place of what, and a problem that is then told. */
export type WrongText = readonly [
  what: string,
  place: Place,
  from: string | RegExp,
  to: string,
  problem: string,
];

/**
 * The texts of the real policy or of another one, with one change in one of them.
 * Throws where there is nothing to change: such a test would prove nothing.
 */
export function changed(place: Place, from: string | RegExp, to: string, texts = realTexts): PolicyTexts {
  const file = place.endsWith('.cedar') ? `${policiesFolder}/${place}` : undefined;
  const before = file === undefined ? Reflect.get(texts, place) : texts.policies[file];
  const after = String(before).replace(from, to);
  if (after === before) throw new Error(`${place} has no ${String(from)}`);
  return file === undefined
    ? { ...texts, [place]: after }
    : { ...texts, policies: { ...texts.policies, [file]: after } };
}

/** Why texts do not make a policy; empty when they do. */
export function problemsOf(changedTexts: PolicyTexts): readonly string[] {
  try {
    assemblePolicy(changedTexts);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
}
