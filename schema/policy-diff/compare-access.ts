import { relations } from '../policy/relation.ts';
import type { PolicyProfile, PolicyQuestion } from '../policy/policy-table.ts';
import type { Policy } from '../policy/policy.ts';
import type { AccessChange } from './access-change.ts';
import type { Circumstance } from './conditions.ts';
import { groupElements } from './element-group.ts';
import { mergeRows } from './merge-rows.ts';
import type { Row } from './merge-rows.ts';
import { requestsOf } from './requests.ts';
import type { Side } from './side.ts';
import { transitionsOf } from './transition.ts';
import type { Views } from './transition.ts';
import { viewerOf } from './view.ts';
import type { Viewer } from './view.ts';

/**
 * Compares who may see what: every element of either graph, under every request that either policy tells apart, and
 * every relation to the data subject.
 */
export function compareAccess(old: Side, now: Side): readonly AccessChange[] {
  const { questions, starts } = requestsOf(old.policy, now.policy);
  const samePolicy = old.policy === now.policy;
  const groups = groupElements(old.elements, now.elements).filter(
    ({ kind }) => kind !== 'same' || !samePolicy,
  );
  if (groups.length === 0) return [];
  const categories = [
    ...new Set(
      groups.flatMap(({ before = [], after = [] }) => [...before, ...after].map((each) => each.category)),
    ),
  ];
  const transitions = groups.map(transitionsOf);
  const [viewOld, viewNow] = [viewerOf(old.policy), viewerOf(now.policy)];
  const rows = new Map<string, Row>();

  for (const { band, ...question } of questions) {
    const { role, purpose, reasonRecorded, breakGlass } = question;
    const asked = askedBefore(old.policy, question);
    const [before, after] = [old.policy.table.profile(asked), now.policy.table.profile(question)];
    for (const relation of relations) {
      const viewsOf = ({ policies }: Policy, view: Viewer, profile: PolicyProfile, by: string): Views => ({
        byCategory: new Map(categories.map((category) => [category, view(profile, by, relation, category)])),
        forbidding: (category) =>
          profile.policies(relation, category).filter((id) => policies.get(id)?.effect === 'forbid'),
      });
      const from = viewsOf(old.policy, viewOld, before, asked.role);
      const to = viewsOf(now.policy, viewNow, after, role);
      const changed = new Set(categories.filter((category) => isChanged(category, from, to)));
      for (const [index, transitionOf] of transitions.entries()) {
        const transition = transitionOf(from, to, changed);
        const group = groups[index];
        if (!transition || !group) continue;
        const circumstance: Circumstance = { relation, reasonRecorded, breakGlass, band };
        rows
          .getOrInsertComputed(`${index} ${role} ${purpose} ${transition.key}`, () => ({
            group,
            asker: { role, purpose },
            transition,
            circumstances: [],
          }))
          .circumstances.push(circumstance);
      }
    }
  }
  return mergeRows([...rows.values()], starts);
}

/**
 * A request as the old side would have taken it. Who asks for a purpose that is new could ask without one before, and who
 * comes in a role that is new could come without a token: what everybody may see is nothing new for them.
 */
function askedBefore({ roles, purposes }: Policy, question: PolicyQuestion): PolicyQuestion {
  const { role, purpose } = question;
  return {
    ...question,
    role: roles.has(role) ? role : 'ANONYMOUS',
    purpose: purposes.has(purpose) ? purpose : 'NONE',
  };
}

function isChanged(category: string, from: Views, to: Views): boolean {
  const [before, after] = [from.byCategory.get(category), to.byCategory.get(category)];
  return before?.disclosure !== after?.disclosure || before?.law !== after?.law;
}
