import { diffPolicies } from '../../schema/policy-diff/policy-diff.ts';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import type { AccessChange } from '../../schema/policy-diff/access-change.ts';
import { changed, realTexts } from '../policy/change-policy.ts';
import type { Place } from '../policy/change-policy.ts';

/** A supergraph with an element of each kind that the comparison tells apart. */
export const smallGraph = `
  type Query {
    person(id: ID! @data(category: PUBLIC)): Person @data(category: PUBLIC)
    ownCases: Int @authenticated @data(category: PUBLIC)
  }
  type Person {
    name: String @data(category: IDENTITY)
    number: String @data(category: IDENTIFIER, mask: LAST4)
    bank: String @data(category: BANK, mask: LAST4)
    diagnosis: String @data(category: DIAGNOSIS)
    isIll: Boolean @data(category: DIAGNOSIS, derived: true)
    form: String @data(category: DOCUMENT, mask: LAST4)
    clinical: String @data(category: CLINICAL)
    died: String @data(category: DEATH)
  }
`;

/** The real policy over the small graph. */
export const base: SideTexts = {
  policy: realTexts,
  supergraph: smallGraph,
  loosenings: '',
  breakingChanges: '',
};

/** The base with one change in its graph. */
export function withGraph(from: string, to: string): SideTexts {
  if (!smallGraph.includes(from)) throw new Error(`the small graph has no ${from}`);
  return { ...base, supergraph: smallGraph.replace(from, to) };
}

/** The base with one change in one file of its policy. */
export function withPolicy(place: Place, from: string | RegExp, to: string): SideTexts {
  return { ...base, policy: changed(place, from, to) };
}

/** The base with several changes of its policy, which must agree. */
export function withPolicies(...changes: readonly (readonly [Place, string | RegExp, string])[]): SideTexts {
  const policy = changes.reduce((texts, [place, from, to]) => changed(place, from, to, texts), realTexts);
  return { ...base, policy };
}

/** The real policy without the purpose SI.CLAIM.QUEUE. */
export const withoutQueue = withPolicies(
  ['purposes', /- code: SI\.CLAIM\.QUEUE[^]*?(?=- code: SI\.CLAIM\.DECIDE)/, ''],
  ['vss-claim-officer.cedar', /@id\("vss-claim-officer\.si-claim-queue"\)[^]*?(?=\/\/ To decide)/, ''],
  ['schema', '"SI.CLAIM.QUEUE", ', ''],
);

/** Each change in a few words: direction, elements, verdicts, roles. */
export function summary(old: SideTexts, now: SideTexts): readonly string[] {
  const { loosened, tightened, rebased } = diffPolicies(old, now);
  const lines = (name: string, changes: readonly AccessChange[]) =>
    changes.map(({ elements, askers, from, to }) => {
      const [before, after] = [from, to].map(({ verdict, masks }) => [verdict, ...masks].join(' '));
      const roles = new Set(askers.map(({ role }) => role));
      return `${name} ${elements.join(' ')}: ${before} → ${after} for ${[...roles].join(' ')}`;
    });
  return [...lines('loosened', loosened), ...lines('tightened', tightened), ...lines('rebased', rebased)];
}
