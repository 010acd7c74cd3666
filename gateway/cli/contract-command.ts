import { printSchema, type GraphQLSchema } from 'graphql';
import type { Policy } from '../../schema/policy/policy.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import { clientContract } from '../contract/introspection.ts';
import type { ClientRegister } from '../identity/clients/client.ts';
import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

const usage = 'Usage: npm run contract -- CLIENT [--purpose P] [--as-of DAY]';

/** What a contract is made of. */
export interface ContractSources {
  readonly policy: Policy;
  readonly clients: ClientRegister;
  readonly graph: { readonly schema: GraphQLSchema; readonly access: AccessIndex };
  /** ISO day, in Viet Nam. */
  readonly today: string;
}

/**
 * The SDL of what a client could ever be granted, each element with its protection in its description.
 *
 * @throws UsageError
 */
export function printContract(args: readonly string[], sources: ContractSources): string {
  const { policy, clients, graph, today } = sources;
  const { positionals, values } = parse(args);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError(`Name one client. ${usage}`);
  const client = clients.get(name);
  if (!client) throw new UsageError(`${name} is no client; there are ${[...clients.keys()].join(', ')}.`);
  const { purpose, 'as-of': day = today } = values;
  if (purpose !== undefined && !client.purposes.has(purpose)) {
    throw new UsageError(
      `${purpose} is no purpose of ${name}; it has ${[...client.purposes].toSorted().join(', ')}.`,
    );
  }
  if (!isDay(day)) throw new UsageError('--as-of must be a day such as 2026-07-01.');
  const contract = clientContract(policy, graph, client, day, purpose);
  if (!contract) throw new UsageError(`${name} could be granted nothing on ${day}.`);
  return printSchema(contract);
}

function parse(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    allowPositionals: true,
    options: { purpose: { type: 'string' }, 'as-of': { type: 'string' } },
  });
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
