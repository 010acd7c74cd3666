import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  policySetTextToParts,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import { relations } from '../../schema/policy/relation.ts';
import type { Relation } from '../../schema/policy/relation.ts';

/** One question to Cedar. */
export interface Combination {
  readonly role: string;
  readonly purpose: string;
  readonly relation: Relation;
  readonly category: string;
  readonly day: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
}

/** What Cedar itself says: nothing of the hub's own code stands between the files and this answer. */
export interface CedarAnswer {
  readonly allowed: boolean;
  /** Ids of the policies that decided, in order. */
  readonly policies: readonly string[];
}

const folder = join(import.meta.dirname, '../../schema/policy');
const schema = readFileSync(join(folder, 'hub.cedarschema'), 'utf8');
const policies = readdirSync(join(folder, 'policies'))
  .map((file) => readFileSync(join(folder, 'policies', file), 'utf8'))
  .flatMap((text) => {
    const parts = policySetTextToParts(text);
    return parts.type === 'success' ? parts.policies : [];
  });
const byId = Object.fromEntries(policies.map((text) => [/@id\("([^"]+)"\)/.exec(text)?.[1] ?? '', text]));
const permits = Object.fromEntries(Object.entries(byId).filter(([, text]) => /^permit/m.test(text)));
preparseSchema('hub', schema);
preparsePolicySet('all', { staticPolicies: byId });
preparsePolicySet('permits', { staticPolicies: permits });

/** How many policies there are. */
export const policyCount = policies.length;

/** The words of the schema, read with no more than a regular expression. */
export const words = {
  roles: listOf('Role'),
  purposes: listOf('Purpose'),
  categories: listOf('Category'),
  relations,
};

/** The actions, from the least to the most. */
export const actions = ['answer', 'masked', 'guarded', 'full'] as const;

/** The first day of each band of days, after a day before all of them. */
export const firstDays = [
  '2024-12-31',
  ...new Set(
    policies.flatMap((text) => [...text.matchAll(/datetime\("([^"]+)"\)/g)].map(([, day = '']) => day)),
  ),
].toSorted();

/** Asks Cedar about a set of policies: `all`, the `permits` alone, or one that a test has prepared. */
export function askCedar(asked: Combination, action: (typeof actions)[number], set = 'all'): CedarAnswer {
  const answer = statefulIsAuthorized({
    principal: { type: 'Role', id: asked.role },
    action: { type: 'Action', id: action },
    resource: { type: 'Category', id: asked.category },
    context: {
      purpose: { __entity: { type: 'Purpose', id: asked.purpose } },
      relation: { __entity: { type: 'Relation', id: asked.relation } },
      day: { __extn: { fn: 'datetime', arg: asked.day } },
      reasonRecorded: asked.reasonRecorded,
      breakGlass: asked.breakGlass,
    },
    preparsedSchemaName: 'hub',
    validateRequest: false,
    preparsedPolicySetId: set,
    entities: [],
  });
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) {
    throw new Error(`Cedar does not answer: ${JSON.stringify(answer)}`);
  }
  const { decision, diagnostics } = answer.response;
  return { allowed: decision === 'allow', policies: diagnostics.reason.toSorted() };
}

function listOf(type: string): readonly string[] {
  const list = new RegExp(`entity ${type} enum \\[([^\\]]*)\\]`).exec(schema)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
}
