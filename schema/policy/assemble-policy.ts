import { sha256 } from '../sha256.ts';
import { readPolicies } from './cedar/read-policies.ts';
import { readWords } from './cedar/read-words.ts';
import { checkBases } from './check-bases.ts';
import { checkOrder } from './check-order.ts';
import { checkPurposes } from './check-purposes.ts';
import { checkWords } from './check-words.ts';
import { grantsOf } from './grants.ts';
import { readRegister } from './law/read-register.ts';
import { refuseProblems } from './policy-error.ts';
import { policyFiles } from './policy-files.ts';
import type { PolicyTexts } from './policy-files.ts';
import { compileRules } from './policy-rule.ts';
import { createPolicyTable } from './policy-table.ts';
import type { Policy } from './policy.ts';
import { readVocabulary } from './read-vocabulary.ts';

/**
 * Makes the policy of its texts. Throws a `PolicyError` with a line for each problem where anything in them is wrong or
 * does not agree: a policy that does not load as a whole decides nothing.
 */
export function assemblePolicy(texts: PolicyTexts): Policy {
  const { policy, problems } = compilePolicy(texts);
  refuseProblems(problems);
  return policy;
}

/**
 * Makes the policy of its texts as they are, and tells in which way they do not agree. A policy of the past is what it
 * was, even where a check that came later finds something in it. Throws a `PolicyError` where nothing can be made.
 */
export function compilePolicy(texts: PolicyTexts): {
  readonly policy: Policy;
  readonly problems: readonly string[];
} {
  const words = readWords(texts.schema, policyFiles.schema);
  const vocabulary = readVocabulary(texts);
  const register = readRegister(texts.register, policyFiles.register);
  refuseProblems(checkWords(words, vocabulary, texts.categories));

  const rules = compileRules(readPolicies(texts.policies, texts.schema), words.categories);
  const grants = grantsOf(rules, words);
  const problems = [
    ...checkOrder(rules, words),
    ...checkBases(rules, grants, register),
    ...checkPurposes(rules, grants, vocabulary, register),
  ];

  const cited = rules.map(({ id, effect, basis }) => ({ id, effect, basis }));
  const policy = {
    ...vocabulary,
    table: createPolicyTable(rules, words, versionOf(texts)),
    days: [...new Set(rules.flatMap(({ days }) => days))].toSorted(),
    register,
    policies: new Map(cited.map((each) => [each.id, each])),
  };
  return { policy, problems };
}

function versionOf({ policies, ...texts }: PolicyTexts): string {
  const files = Object.entries({ ...texts, ...policies }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(files));
}
