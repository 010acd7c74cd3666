import type { GraphQLSchema } from 'graphql';
import { basisOn } from '../../schema/policy/law/register.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { ClientRegister, RegisteredClient } from '../identity/clients/client.ts';
import { contractSchema } from './contract-schema.ts';
import { policyGrants, type RoleAndPurpose } from './policy-grants.ts';

/** A graph and what its coordinates ask for. */
interface Graph {
  readonly schema: GraphQLSchema;
  readonly access: AccessIndex;
}

/**
 * The contract of a client: what of the graph it could ever be granted on a day.
 *
 * @param purpose only for this purpose; for every one that the client may state when left out
 */
export function clientContract(
  policy: Policy,
  graph: Graph,
  client: RegisteredClient,
  day: string,
  purpose?: string,
): GraphQLSchema | undefined {
  const basisOf = (id: string) =>
    basisOn(policy.register, policy.policies.get(id)?.basis ?? [], day)
      .filter(({ force }) => force === 'IN_FORCE')
      .map((article) => `${article.act.en}, ${article.article}`);
  const pairs = pairsOf(policy, client).filter((pair) => purpose === undefined || pair.purpose === purpose);
  return contractSchema(graph.schema, policyGrants(policy.table, graph.access, { pairs, day, basisOf }));
}

/** The roles of a client with the purposes that each may pursue. */
function pairsOf({ purposes }: Policy, client: RegisteredClient): readonly RoleAndPurpose[] {
  return [...client.purposes].flatMap((purpose) =>
    (purposes.get(purpose)?.roles ?? [])
      .filter((role) => client.roles.has(role))
      .map((role) => ({ role, purpose })),
  );
}

/**
 * The schema that a caller may ask for: the contract of its client, for the purpose that it states. Nobody without a
 * token is shown any of it.
 */
export function createIntrospection(
  policy: Policy,
  clients: () => ClientRegister,
): (graph: Graph, context: RequestContext) => GraphQLSchema | undefined {
  const contracts = new WeakMap<
    RegisteredClient,
    WeakMap<AccessIndex, Map<string, GraphQLSchema | undefined>>
  >();
  return (graph, { facts }) => {
    const client = facts && clients().get(facts.client);
    if (!client) return undefined;
    const { day } = facts;
    const purpose = facts.purpose === 'NONE' ? undefined : facts.purpose;
    const ofClient = contracts.getOrInsertComputed(client, () => new WeakMap());
    const known = ofClient.getOrInsertComputed(graph.access, () => new Map());
    return known.getOrInsertComputed(`${day} ${purpose ?? ''}`, () =>
      clientContract(policy, graph, client, day, purpose),
    );
  };
}
