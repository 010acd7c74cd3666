import type { GraphQLResolveInfo } from 'graphql';
import { largestPage } from '../../../schema/argument-problems.ts';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import { refuseArgument } from '../../../subgraphs/kit/refuse-argument.ts';
import { stateAt } from '../../break-glass/change-state.ts';
import type { EmergencyAccess } from '../../break-glass/emergency-access.ts';
import type { RegisteredClient, Suspension } from '../../identity/clients/client.ts';
import { suspensionRefusalTexts } from '../../suspension/suspension-refusal.ts';
import type { SuspensionChange } from '../../suspension/suspension-register.ts';
import { termOf, type AccessTerm } from '../access-answer.ts';
import { agencyTerm } from '../agency-names.ts';
import { isHubOfficer, knownCaller, questionOf, type HubScope } from '../hub-scope.ts';

interface ClientOrder {
  readonly client: string;
  readonly note: string;
}

/** What only whoever runs the hub may see or do. It concerns systems: nobody's data are in it. */
function byOperator<Arguments, T>(act: (args: Arguments, scope: HubScope) => T) {
  return (_root: unknown, args: Arguments, scope: HubScope, info: GraphQLResolveInfo) => {
    knownCaller(scope);
    const profile = scope.policy.table.profile(questionOf(scope));
    if (!isHubOfficer(scope) || profile.disclosure('DUTY', 'OPERATION') !== Disclosure.full) {
      scope.report.denied(info);
      return null;
    }
    scope.report.disclosed(info, 'DUTY', []);
    return act(args, scope);
  };
}

/** Reads how the hub is. */
export const operatorQueries = {
  agencyStates: byOperator((_arguments, { agencies }) => agencies.look()),
  hubClients: byOperator((_arguments, scope) =>
    Promise.all([...scope.clients().values()].map((client) => tellClient(client, scope))),
  ),
  emergencyAlarms: byOperator(async ({ first }: { readonly first?: number | null }, scope) => {
    const limit = first ?? 20;
    if (limit < 1 || limit > largestPage) throw refuseArgument('first', 'PAGE_SIZE');
    const latest = await scope.emergencies.find({ index: 'byTime', equals: [], order: 'desc', limit });
    return latest.map((access) => tellAlarm(access, scope));
  }),
};

/** Suspends clients and lets them in again. What can be expected to be refused is an answer, not an error. */
export const operatorMutations = {
  suspendClient: byOperator(
    async ({ input }: { readonly input: ClientOrder & { readonly reason: Suspension['reason'] } }, scope) => {
      const order = { ...orderOf(input, scope), reason: input.reason };
      return tellChange(input.client, await scope.suspensions.suspend(order, scope.clientFiles()), scope);
    },
  ),
  resumeClient: byOperator(async ({ input }: { readonly input: ClientOrder }, scope) =>
    tellChange(
      input.client,
      await scope.suspensions.resume(orderOf(input, scope), scope.clientFiles()),
      scope,
    ),
  ),
};

function orderOf({ client, note }: ClientOrder, scope: HubScope) {
  const { actor, client: through } = knownCaller(scope);
  return { client, note, actor, through };
}

async function tellChange(id: string, change: SuspensionChange, scope: HubScope) {
  if (change.kind === 'refused') {
    const { because } = change;
    return { __typename: 'ClientSuspensionRefused', because, ...suspensionRefusalTexts[because] };
  }
  const client = scope.clients().get(id);
  return { __typename: 'ClientSuspensionChanged', client: client && (await tellClient(client, scope)) };
}

async function tellClient(client: RegisteredClient, scope: HubScope) {
  const { id, name, agency, contact, agreement, quota } = client;
  const used = await scope.quota.used(id);
  return {
    id,
    nameVi: name.vi,
    nameEn: name.en,
    agency: agencyTerm(agency),
    contact,
    agreement: agreement.number,
    agreementTo: agreement.to,
    perMinute: quota.perMinute,
    perDay: quota.perDay,
    usedInMinute: used.perMinute,
    usedInDay: used.perDay,
    suspended: client.suspended ? tellSuspension(id, client.suspended, scope) : null,
  };
}

function tellSuspension(id: string, { since, reason }: Suspension, scope: HubScope) {
  const isInItsFile = scope.clientFiles().get(id)?.suspended !== undefined;
  const note = isInItsFile ? null : (scope.suspensions.of(id)?.steps.at(-1)?.note ?? null);
  return { since, reason, note, isInItsFile };
}

function tellAlarm(access: EmergencyAccess, { policy, emergencies }: HubScope) {
  const { requester, purpose, requestedAt, endsAt } = access;
  return {
    state: stateAt(access, emergencies.now()),
    role: termIn(policy.roles, requester.role),
    organisation: requester.organisation,
    purpose: termIn(policy.purposes, purpose),
    requestedAt,
    endsAt,
  };
}

function termIn(words: ReadonlyMap<string, Omit<AccessTerm, 'code'>>, code: string): AccessTerm | null {
  const word = words.get(code);
  return word ? termOf({ code, ...word }) : null;
}
