import type { DecidingPolicy } from '../../../subgraphs/kit/access/judge.ts';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import type { PolicyProfile } from '../../../schema/policy/policy-table.ts';
import type { Relation } from '../../../schema/policy/relation.ts';

type Level = keyof typeof Disclosure;

/** What a role may see of records to which it stands in a relation, by category. */
type Grants = Readonly<Record<string, Partial<Record<Relation, Readonly<Record<string, Level>>>>>>;

const everything = {
  IDENTIFIER: 'full',
  IDENTITY: 'full',
  FAMILY: 'full',
  LEAVE: 'full',
  DIAGNOSIS: 'full',
  DOCUMENT: 'full',
} as const;

const grants: Grants = {
  CITIZEN: { SELF: everything, REPRESENTED: { IDENTITY: 'masked', DOCUMENT: 'full' } },
  OFFICER: {
    CASE: { IDENTIFIER: 'full', IDENTITY: 'full', FAMILY: 'answer', LEAVE: 'guarded', DOCUMENT: 'full' },
    OWN_RECORD: { IDENTIFIER: 'masked', IDENTITY: 'masked', LEAVE: 'masked' },
  },
  // What the policy gives without any relation is personal all the same.
  EMERGENCY: { NONE: { IDENTITY: 'full' } },
  AUDITOR: { DUTY: { IDENTITY: 'masked', IDENTIFIER: 'masked' } },
};

/** A policy by hand, so that the tests of enforcement do not move with the law: roles as above, purposes below. */
export const smallPolicy: DecidingPolicy = {
  table: {
    version: 'small-1',
    profile({ role, purpose }) {
      const granted = purpose === 'NONE' ? undefined : grants[role];
      return profileOf((relation, category) => granted?.[relation]?.[category] ?? 'none');
    },
  },
  purposes: new Map([
    ['WORK', { minimumAssurance: 2 }],
    ['CARELESS', { minimumAssurance: 1 }],
  ]),
};

function profileOf(level: (relation: Relation, category: string) => Level): PolicyProfile {
  return {
    key: '',
    disclosure: (relation, category) =>
      category === 'PUBLIC' ? Disclosure.full : Disclosure[level(relation, category)],
    policies: () => [],
  };
}
