import type { GraphQLResolveInfo } from 'graphql';
import { basisOn } from '../../../schema/policy/law/register.ts';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';
import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import {
  agencyPoliciesIn,
  entryOf,
  fieldsIn,
  mayHoldLine,
  outcomeIn,
  policiesIn,
  subjectsOf,
  type AccessView,
} from '../access-log/access-view.ts';
import { dayOfEntry } from '../../log/disclosure-entry.ts';
import { articleOf, termOf } from '../access-answer.ts';
import { agencyTerm } from '../agency-names.ts';
import type { HubScope } from '../hub-scope.ts';

/** A field of an entry. That it was read goes into the log, under the people of whom it tells. */
function told<T>(read: (view: AccessView, scope: HubScope) => T) {
  return (view: AccessView, _arguments: unknown, scope: HubScope, info: GraphQLResolveInfo) => {
    scope.report.disclosed(info, view.relation, subjectsOf(view));
    return read(view, scope);
  };
}

/** A field that a data subject is not told: what others wrote, and who else was asked about. */
function toldToOfficers<T>(read: (view: AccessView) => T) {
  return (view: AccessView, _arguments: unknown, scope: HubScope, info: GraphQLResolveInfo) => {
    if (view.relation === 'DUTY' || view.relation === 'OWN_RECORD') return told(read)(view, {}, scope, info);
    scope.report.denied(info, { relation: view.relation, subjects: subjectsOf(view) });
    return null;
  };
}

/** Resolvers of a row of the access log. */
export const accessLogEntryResolvers: Resolvers<HubScope> = {
  AccessLogEntry: {
    at: told((view) => entryOf(view).at),
    day: told((view) => dayInVietnam(entryOf(view).at)),
    agency: told((view, { clients }) => {
      const agency = clients().get(entryOf(view).caller.client)?.agency;
      return agency ? agencyTerm(agency) : null;
    }),
    system: told((view, { clients }) => {
      const code = entryOf(view).caller.client;
      return { code, ...(clients().get(code)?.name ?? { vi: code, en: code }) };
    }),
    role: told((view, { policy }) => wordOf(policy.roles, entryOf(view).caller.role)),
    purpose: told((view, { policy }) => wordOf(policy.purposes, entryOf(view).caller.purpose)),
    legalBasis: told(lawOf),
    fields: told((view, { fields }) =>
      fieldsIn(view).map(({ coordinate, outcome }) => ({
        coordinate,
        ...fields.labelOf(coordinate),
        owners: fields.ownersOf(coordinate),
        outcome,
      })),
    ),
    outcome: told(outcomeIn),
    emergency: told((view) => entryOf(view).caller.emergency !== undefined),
    actor: told((view) => entryOf(view).caller.actor),
    organisation: told((view) => entryOf(view).caller.organisation ?? null),
    receipt: told(receiptOf),
    details: toldToOfficers((view) => {
      const {
        caller,
        operation,
        repeated,
        requestId,
        decided,
        allNamed = operation?.allNamed,
      } = entryOf(view);
      return {
        case: caller.case,
        reason: caller.reason,
        emergencyAccess: caller.emergency,
        subjects: subjectsOf(view),
        namedInAll: allNamed?.count,
        repeated: repeated?.count,
        requestId,
        operation: operation?.name,
        policyVersion: decided?.policyVersion,
        agencyPolicies: agencyPoliciesIn(view),
      };
    }),
  },
};

/** The articles of the policies that decided, as they stood on the day of the decision. */
function lawOf(view: AccessView, { policy }: HubScope) {
  const day = dayOfEntry(entryOf(view));
  const cited = policiesIn(view).flatMap((id) => policy.policies.get(id)?.basis ?? []);
  return basisOn(policy.register, [...new Set(cited)], day)
    .filter(({ force }) => force === 'IN_FORCE')
    .map(articleOf);
}

async function receiptOf(view: AccessView, { kept }: HubScope) {
  const { logged } = view;
  const receipt = await kept?.index.receipt(logged);
  if (!receipt) return null;
  const { head, proof, entry } = receipt;
  const { hash: leaf, sequence } = logged.row;
  return { entry: mayHoldLine(view) ? entry : null, leaf, sequence, head, proof };
}

function wordOf(words: ReadonlyMap<string, { readonly vi: string; readonly en: string }>, code: string) {
  const word = words.get(code);
  return word ? termOf({ code, ...word }) : null;
}
