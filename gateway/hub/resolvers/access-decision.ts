import type { GraphQLResolveInfo } from 'graphql';
import { answerAccess } from '../access-answer.ts';
import { isHubOfficer, knownCaller, noPurpose, questionOf, type HubScope } from '../hub-scope.ts';

interface DecisionArguments {
  readonly coordinate: string;
  readonly purpose?: string | null;
  readonly asOf?: Temporal.PlainDate | null;
  readonly role?: string | null;
  readonly reasonRecorded?: boolean | null;
  readonly breakGlass?: boolean | null;
}

/** What the policy says of one element: about rules, not about anybody's data. Null for a word that is not known. */
export function accessDecision(
  _root: unknown,
  asked: DecisionArguments,
  scope: HubScope,
  info: GraphQLResolveInfo,
) {
  const { policy, classification } = scope;
  const { assurance, role: ownRole } = knownCaller(scope);
  const own = questionOf(scope);
  const role = asked.role ?? ownRole;
  if (role !== ownRole && !isHubOfficer(scope)) {
    // Callers ask about themselves; an auditor reviews the rules for everybody.
    scope.report.denied(info);
    return null;
  }
  const purpose = asked.purpose ?? own.purpose;
  const annotations = classification().of(asked.coordinate);
  if (annotations === undefined || (purpose !== noPurpose && !policy.purposes.has(purpose))) return null;
  const question = {
    role,
    purpose,
    day: asked.asOf?.toString() ?? own.day,
    reasonRecorded: asked.reasonRecorded ?? own.reasonRecorded,
    breakGlass: asked.breakGlass ?? own.breakGlass,
    assurance: role === ownRole ? assurance : undefined,
  };
  return answerAccess(policy, asked.coordinate, annotations, question) ?? null;
}
