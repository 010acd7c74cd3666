import type { FetchNode } from '@apollo/query-planner';
import { toPath } from '../../operation/answer-path.ts';
import type { Path } from '../../operation/answer-path.ts';
import { fetchTargets } from './fetch-targets.ts';
import { takeKeyEcho } from './key-echo.ts';
import { isFetchedObject, mergeFetched } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';
import type { Place } from './place.ts';
import type { Fetched, PlanRun } from './plan-run.ts';
import { representEntity } from './represent-entity.ts';
import { rewriteFetched } from './rewrite-fetched.ts';
import type { SubgraphError, SubgraphReply, SubgraphRequest } from './subgraph-client.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/**
 * Sends one fetch of a plan and adds what comes back to the objects at `places`, of which there is at least
 * one.
 */
export async function executeFetch(
  fetch: FetchNode,
  places: readonly Place[],
  fetched: Fetched,
  run: PlanRun,
): Promise<void> {
  try {
    if (fetch.requires) await fetchEntities(fetch, places, fetched, run);
    else await fetchFields(fetch, places, fetched, run);
  } catch (error) {
    if (!(error instanceof SubgraphFault)) throw error;
    run.report(error);
    const targets = fetchTargets(fetch, pathOf(places[0]));
    fetched.failures.push(
      ...targets.told.map((path) => ({ code: error.code, path, subgraph: error.subgraph })),
    );
    fetched.gaps.push(...targets.missing);
  }
}

/** Fields of the query or mutation type itself. */
async function fetchFields(
  fetch: FetchNode,
  places: readonly Place[],
  fetched: Fetched,
  run: PlanRun,
): Promise<void> {
  const reply = await run.send(
    fetch.serviceName,
    request(fetch, variablesOf(fetch, run)),
    fetch.operationKind,
  );
  const { data, errors } = reply;
  rewriteFetched(run.schema, fetch.outputRewrites, data);
  const before = pathOf(places[0]);
  noteErrors(
    fetch,
    before,
    errors.map(({ path, refused }) => ({ path: path && [...before, ...path], refused })),
    fetched,
    run,
  );
  noteReport(fetch, reply, before, 0, fetched);
  if (!data) return noteGap(fetch, before, fetched);
  for (const { object } of places) mergeFetched(run.schema, object, data);
}

/** Fields of entities, each of which the subgraph finds by its representation. */
async function fetchEntities(
  fetch: FetchNode,
  places: readonly Place[],
  fetched: Fetched,
  run: PlanRun,
): Promise<void> {
  const { sent, representations } = represent(fetch, places, fetched, run);
  if (sent.length === 0) return;
  const variables = { ...variablesOf(fetch, run), representations };
  const reply = await run.send(fetch.serviceName, request(fetch, variables), fetch.operationKind);
  const errors = reply.errors.map(({ path, refused }) => {
    const place = path?.[0] === '_entities' && typeof path[1] === 'number' ? sent[path[1]] : undefined;
    return { path: place && path && [...pathOf(place), ...path.slice(2)], refused };
  });
  noteErrors(fetch, pathOf(sent[0]), errors, fetched, run);
  noteReport(fetch, reply, pathOf(sent[0]), 1, fetched);
  const entities = readEntities(fetch, representations, reply);
  if (!entities) return noteGap(fetch, pathOf(sent[0]), fetched);
  sent.forEach(({ object }, index) => {
    const entity = entities[index];
    if (!entity) return;
    rewriteFetched(run.schema, fetch.outputRewrites, entity);
    mergeFetched(run.schema, object, entity);
  });
  // An entity that the subgraph does not know is null without an error, and so are its fields.
  const unknown = entities.indexOf(null);
  if (unknown >= 0) noteGap(fetch, pathOf(sent[unknown]), fetched);
}

function represent(
  fetch: FetchNode,
  places: readonly Place[],
  fetched: Fetched,
  run: PlanRun,
): { readonly sent: readonly Place[]; readonly representations: readonly FetchedObject[] } {
  const sent: Place[] = [];
  const representations: FetchedObject[] = [];
  let unsent: Place | undefined;
  for (const place of places) {
    const representation = representEntity(run.schema, fetch.requires ?? [], place.object);
    if (representation === 'OTHER_TYPE') continue;
    if (representation === 'INPUT_MISSING') {
      unsent = place;
      continue;
    }
    rewriteFetched(run.schema, fetch.inputRewrites, representation);
    sent.push(place);
    representations.push(representation);
  }
  // Follows from a gap that is known; without one, whoever completes the answer tells that a field is
  // missing.
  if (unsent && fetched.gaps.length > 0) noteGap(fetch, pathOf(unsent), fetched);
  return { sent, representations };
}

/**
 * The entities in the order in which they were asked; undefined when an error that is noted already took
 * them all.
 *
 * @throws SubgraphFault when there are more or fewer than were asked: which one is whose cannot be told
 *   then, and to guess would show one citizen's data as another's
 */
function readEntities(
  fetch: FetchNode,
  representations: readonly FetchedObject[],
  reply: SubgraphReply,
): readonly (FetchedObject | null)[] | undefined {
  const fault = (reason: string): SubgraphFault =>
    new SubgraphFault('SUBGRAPH_ERROR', fetch.serviceName, reason);
  const entities = reply.data?.['_entities'];
  if (!Array.isArray(entities)) {
    if (reply.errors.length > 0) return undefined;
    throw fault('no entities');
  }
  if (entities.length !== representations.length) {
    throw fault(`${entities.length} entities for ${representations.length} asked`);
  }
  return entities.map((entity: unknown, index) => {
    if (entity === null) return entity;
    if (!isFetchedObject(entity)) throw fault('an entity that is no object');
    const asked = representations[index];
    if (asked && !takeKeyEcho(asked, entity)) throw fault('an entity with another key than was asked');
    return entity;
  });
}

/** Errors inside a GraphQL answer; one without a usable path counts for all that was fetched. */
function noteErrors(
  fetch: FetchNode,
  before: Path,
  errors: readonly SubgraphError[],
  fetched: Fetched,
  run: PlanRun,
): void {
  const failed = errors.filter(({ refused }) => !refused).length;
  if (failed > 0)
    run.report(new SubgraphFault('SUBGRAPH_ERROR', fetch.serviceName, `${failed} errors in its answer`));
  for (const { path, refused } of errors) {
    const told = path ? [path] : fetchTargets(fetch, before).told;
    const failure = { code: 'SUBGRAPH_ERROR', subgraph: fetch.serviceName, refused } as const;
    fetched.failures.push(...told.map((at) => ({ ...failure, path: at })));
  }
}

/**
 * What the subgraph disclosed and what it denied.
 *
 * @param skipped how many keys its paths have before those of the selected fields: `_entities` is none of the client's
 */
function noteReport(
  { serviceName: subgraph }: FetchNode,
  { access }: SubgraphReply,
  at: Path,
  skipped: number,
  { disclosures, denials }: Fetched,
): void {
  disclosures.push(...access.disclosures.map((disclosed) => ({ subgraph, ...disclosed })));
  const plain = at.filter((key) => typeof key === 'string');
  denials.push(
    ...access.denials.map(({ path, coordinate }) => ({
      path: [...plain, ...path.slice(skipped)],
      coordinate,
    })),
  );
}

function noteGap(fetch: FetchNode, at: Path, fetched: Fetched): void {
  fetched.gaps.push(...fetchTargets(fetch, at).missing);
}

function request(fetch: FetchNode, variables: Readonly<Record<string, unknown>>): SubgraphRequest {
  return {
    query: fetch.operation,
    variables,
    ...(fetch.operationName !== undefined && { operationName: fetch.operationName }),
  };
}

function variablesOf(fetch: FetchNode, run: PlanRun): Readonly<Record<string, unknown>> {
  const used = (fetch.variableUsages ?? []).filter((name) => Object.hasOwn(run.variables, name));
  return Object.fromEntries(used.map((name) => [name, run.variables[name]]));
}

function pathOf(place: Place | undefined): Path {
  return toPath(place?.step);
}
