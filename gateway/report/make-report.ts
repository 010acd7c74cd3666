import { printSchema, type GraphQLSchema } from 'graphql';
import { citeArticle } from '../../schema/policy/law/cite-article.ts';
import { basisOn } from '../../schema/policy/law/register.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import { clientContract } from '../contract/introspection.ts';
import { withoutRoutingUrls } from '../federation/routing-urls.ts';
import { classificationOf } from '../hub/classification.ts';
import { fieldNames } from '../hub/field-names.ts';
import type { ClientRegister, RegisteredClient } from '../identity/clients/client.ts';
import { canonicalJson } from '../log/proof/canonical-json.ts';
import { endingAgreements, endingBases } from './ending-bases.ts';
import { findGrants, type RoleGrant } from './find-grants.ts';
import type { LateFacility } from './late-facility.ts';
import type { ReadUsage } from './read-usage.ts';
import type { Report, ReportedCoordinate, UnusedGrant } from './report.ts';
import type { Usage } from './usage.ts';

/** All that a report is made of. */
export interface ReportInputs {
  readonly policy: Policy;
  readonly clients: ClientRegister;
  readonly graph: { readonly sdl: string; readonly schema: GraphQLSchema; readonly access: AccessIndex };
  readonly usage: ReadUsage;
  /** What Health counted, of all facilities; undefined where it did not say. */
  readonly facilities?: readonly LateFacility[] | undefined;
}

/** What a report is asked about; both words are known. */
export interface ReportQuestion {
  readonly asOf: string;
  readonly from: string;
  readonly client?: string | undefined;
  readonly purpose?: string | undefined;
  readonly command: string;
}

/** Makes the report. It is a function of what it is given: no clock, no reading. */
export function makeReport(inputs: ReportInputs, question: ReportQuestion): Report {
  const { policy, clients, graph, usage, facilities } = inputs;
  const { asOf, from, client: named, purpose, command } = question;
  const client = named === undefined ? undefined : clients.get(named);
  const held = [...clients.values()].filter((each) => isActive(each, asOf));
  const rows = coordinatesOf(inputs, question, client ? [client] : held);
  const lateFacilities = facilities?.filter(({ latePapers }) => latePapers > 0);
  const contract = client && clientContract(policy, graph, client, asOf, purpose);
  return {
    about: {
      asOf,
      from,
      client: named,
      purpose,
      supergraph: sha256(withoutRoutingUrls(graph.sdl)),
      policy: policy.table.version,
      clients: sha256(canonicalJson([...clients.values()].map(plainClient))),
      log: usage.heads,
      promptness: lateFacilities && sha256(canonicalJson(lateFacilities)),
      command,
    },
    coordinates: rows.map(({ row }) => row),
    contract: contract && printSchema(contract),
    unused: usage.heads.length === 0 ? undefined : unusedGrants(rows, usage.usage, from),
    bases: endingBases(policy, asOf),
    agreements: endingAgreements(client ? new Map([[client.id, client]]) : clients, asOf),
    emergencies: usage.emergencies.filter(
      (each) =>
        (named === undefined || each.client === named) && (purpose === undefined || each.purpose === purpose),
    ),
    lateFacilities,
  };
}

/** A client that holds an element, for a purpose. */
interface Held {
  readonly client: string;
  readonly purpose: string;
}

interface Row {
  readonly row: ReportedCoordinate;
  readonly held: readonly Held[];
  /** Whether the log would tell of its use: it speaks of fields with personal data. */
  readonly isLogged: boolean;
}

function coordinatesOf(
  { policy, graph, usage }: ReportInputs,
  { asOf, client, purpose }: ReportQuestion,
  clients: readonly RegisteredClient[],
): readonly Row[] {
  const classification = classificationOf(graph);
  const names = fieldNames(graph);
  const grantsOf = findGrants(policy, asOf);
  const used = Map.groupBy(
    usage.usage.filter(
      (each) =>
        (client === undefined || each.client === client) &&
        (purpose === undefined || each.purpose === purpose),
    ),
    ({ coordinate }) => coordinate,
  );
  const articlesOf = articlesOn(policy, asOf);
  return classification
    .coordinates()
    .toSorted()
    .flatMap((coordinate) => {
      const annotations = classification.of(coordinate) ?? [];
      const grants = grantsOf(annotations, graph.access.isInput(coordinate)).filter(
        (grant) =>
          (purpose === undefined || grant.purpose === purpose) &&
          (client === undefined || clients.some((each) => isGranted(each, grant))),
      );
      const held = holders(clients, grants);
      if (client !== undefined && held.length === 0) return [];
      const uses = used.get(coordinate) ?? [];
      return [
        {
          row: {
            coordinate,
            label: names.labelOf(coordinate),
            owners: names.ownersOf(coordinate),
            categories: unique(annotations.map(({ category }) => category)),
            masks: unique(annotations.flatMap(({ mask }) => mask ?? [])),
            derived: annotations.some(({ derived }) => derived),
            roles: unique(grants.map(({ role }) => role)),
            purposes: unique(grants.map((grant) => grant.purpose)),
            articles: articlesOf(grants),
            clients: unique(held.map((each) => each.client)),
            shown: sum(uses.map(({ shown }) => shown)),
            refused: sum(uses.map(({ refused }) => refused)),
            lastShown: uses
              .flatMap(({ lastShown }) => lastShown ?? [])
              .toSorted()
              .at(-1),
          },
          held,
          isLogged:
            !graph.access.isInput(coordinate) && annotations.some(({ category }) => category !== 'PUBLIC'),
        },
      ];
    });
}

/** The articles in force on which grants rest; the same policies rest on the same. */
function articlesOn({ policies, register }: Policy, day: string) {
  const known = new Map<string, ReportedCoordinate['articles']>();
  return (grants: readonly RoleGrant[]) => {
    const cited = unique(grants.flatMap(({ policies: ids }) => ids));
    return known.getOrInsertComputed(cited.join(' '), () => {
      const basis = unique(cited.flatMap((id) => policies.get(id)?.basis ?? []));
      return basisOn(register, basis, day)
        .filter(({ force }) => force === 'IN_FORCE')
        .map((article) => ({
          id: article.id,
          cited: citeArticle(article),
          from: article.act.inForceFrom,
          to: article.act.inForceTo,
        }));
    });
  };
}

function holders(clients: readonly RegisteredClient[], grants: readonly RoleGrant[]): readonly Held[] {
  return clients.flatMap((client) =>
    unique(grants.filter((grant) => isGranted(client, grant)).map(({ purpose }) => purpose)).map(
      (purpose) => ({ client: client.id, purpose }),
    ),
  );
}

/** Whether a client may act in the role of a grant, for its purpose. */
function isGranted({ roles, purposes }: RegisteredClient, { role, purpose }: RoleGrant): boolean {
  return roles.has(role) && purposes.has(purpose);
}

function unusedGrants(rows: readonly Row[], usage: readonly Usage[], from: string): readonly UnusedGrant[] {
  const used = new Set(
    usage
      .filter(({ lastShown }) => lastShown !== undefined && lastShown >= from)
      .map(({ client, purpose, coordinate }) => `${client} ${purpose} ${coordinate}`),
  );
  const unusedRows = rows.flatMap(({ row: { coordinate }, held, isLogged }) =>
    !isLogged
      ? []
      : held
          .filter(({ client, purpose }) => !used.has(`${client} ${purpose} ${coordinate}`))
          .map((each) => ({ ...each, coordinate })),
  );
  return [...Map.groupBy(unusedRows, ({ client, purpose }) => `${client} ${purpose}`).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => ({
      client: of[0]?.client ?? '',
      purpose: of[0]?.purpose ?? '',
      coordinates: of.map(({ coordinate }) => coordinate),
    }));
}

/** Whether the gateway lets it in at all. */
function isActive({ agreement, suspended }: RegisteredClient, day: string): boolean {
  return suspended === undefined && agreement.from <= day && day <= agreement.to;
}

/** A client as far as a report depends on it. */
function plainClient({ id, roles, purposes, agreement, suspended }: RegisteredClient) {
  return { id, roles: [...roles], purposes: [...purposes], agreement, suspended };
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].toSorted();
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
