import { isDeepStrictEqual } from 'node:util';
import type { DocumentNode } from 'graphql';
import { assemblePolicy, compilePolicy } from '../policy/assemble-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { clientDocument } from './client-document.ts';
import { elementsOf } from './elements.ts';
import type { Elements } from './elements.ts';
import type { SideTexts } from './side-texts.ts';

/** One side of a comparison: a graph and the policy over it. */
export interface Side {
  readonly policy: Policy;
  readonly document: DocumentNode;
  readonly elements: Elements;
}

/**
 * Makes the two sides of their texts. What is equal on both is made once.
 *
 * The old side is taken as it was, even where a check that came later would refuse it: what it disclosed, it disclosed.
 *
 * @throws PolicyError or BadInput for texts that the hub would not start with
 */
export function assembleSides(old: SideTexts, now: SideTexts): { readonly old: Side; readonly now: Side } {
  const policy = assemblePolicy(now.policy);
  const before = isDeepStrictEqual(old.policy, now.policy) ? policy : compilePolicy(old.policy).policy;
  return { old: sideOf(before, old.supergraph), now: sideOf(policy, now.supergraph) };
}

function sideOf(policy: Policy, supergraph: string): Side {
  const document = clientDocument(supergraph);
  return { policy, document, elements: elementsOf(document) };
}
