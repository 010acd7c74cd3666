import type { ByteText } from '../../operation/byte-text.ts';
import { copyObject, isFetchedList, isFetchedObject } from '../../operation/fetched-value.ts';
import type { FetchedObject, FetchedValue } from '../../operation/fetched-value.ts';
import { mapKey } from '../../operation/map-key.ts';
import type { SubgraphError, SubgraphReply } from '../reading/read-reply.ts';
import type { WalkedPlaces } from './collect-objects.ts';
import type { CompiledEntities, CompiledPart } from './compile-calls.ts';
import { echoesKey } from './key-echo.ts';
import { mergeFetched } from './merge-fetched.ts';
import { noteErrors, noteFault, noteGap, type PlacedError } from './note-failures.ts';
import { noteReport } from './note-report.ts';
import type { Fetched, PlanRun } from './plan-run.ts';
import { inputMissing, otherType } from './represent-entity.ts';
import { rewriteFetched } from './rewrite-fetched.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** Entities as a subgraph is asked for them: each once, however many objects stand for it. */
export interface AskedEntities {
  readonly texts: readonly ByteText[];
  /** The objects that each of them stands for. */
  readonly objects: readonly (readonly FetchedObject[])[];
}

/** The entities that a part of a call is about. @param walked what was found for other parts of that call */
export function askEntities(
  part: CompiledPart,
  { writer }: CompiledEntities,
  fetched: Fetched,
  walked: WalkedPlaces,
): AskedEntities {
  const known = new Map<string, FetchedObject[]>();
  const texts: ByteText[] = [];
  let isUnsent = false;
  for (const object of part.places.flatMap(({ objects }) => objects(fetched, walked))) {
    const identity = writer.identify(object);
    if (identity === inputMissing) isUnsent = true;
    else if (identity !== otherType) {
      const key = mapKey(identity);
      const same = known.get(key);
      if (same) same.push(object);
      else {
        known.set(key, [object]);
        texts.push(writer.write(identity));
      }
    }
  }
  // Follows from a gap that is known; without one, whoever completes the answer tells that a field is
  // missing.
  if (isUnsent && fetched.gaps.length > 0) noteGap(part, fetched);
  return { texts, objects: [...known.values()] };
}

/** Adds fields of entities, each of which the subgraph found by its representation. */
export function addEntities(
  part: CompiledPart,
  asked: AskedEntities,
  reply: SubgraphReply,
  fetched: Fetched,
  run: PlanRun,
): void {
  const { fetch, entities: names } = part;
  if (!names || asked.texts.length === 0) return;
  const errors = reply.errors.flatMap((error) => placeError(names, part, asked, error, fetched));
  noteErrors(part, errors, fetched, run);
  noteReport(part, reply, { key: names.key, objects: asked.objects }, fetched);
  try {
    const entities = readEntities(part, names, asked, reply);
    if (!entities) return noteGap(part, fetched);
    for (const [index, entity] of entities.entries()) {
      if (!entity) continue;
      rewriteFetched(run.schema, fetch.outputRewrites, entity);
      const objects = asked.objects[index] ?? [];
      if (objects.length > 1 && !names.isFilledByOthers) shareInside(entity, fetched.shared);
      for (const object of objects) {
        mergeFetched(run.schema, object, names.isFilledByOthers ? copyObject(entity) : entity);
      }
    }
    // An entity that the subgraph does not know is null without an error, and so are its fields.
    if (entities.includes(null)) noteGap(part, fetched);
  } catch (error) {
    if (!(error instanceof SubgraphFault)) throw error;
    run.report(error);
    noteFault(part, error, fetched);
  }
}

/** What is inside an entity comes to stand in every object for which the entity was asked. */
function shareInside(entity: FetchedObject, shared: Set<FetchedObject>): void {
  const share = (value: FetchedValue): void => {
    if (isFetchedList(value)) value.forEach(share);
    else if (isFetchedObject(value)) shared.add(value);
  };
  for (const value of Object.values(entity)) share(value);
}

/** An error where it is felt; none where it belongs to another part of the call. */
function placeError(
  { key }: CompiledEntities,
  { places }: CompiledPart,
  { objects }: AskedEntities,
  { path, refused }: SubgraphError,
  { data }: Fetched,
): readonly PlacedError[] {
  const [member, index, ...inside] = path ?? [];
  const found = member === key && typeof index === 'number' ? objects[index] : undefined;
  if (!found) return member === undefined || member === key ? [{ paths: undefined, refused }] : [];
  const wanted = new Set(found);
  const paths = places.flatMap(({ pathsTo }) => pathsTo(data, wanted));
  return [{ paths: paths.map((at) => [...at, ...inside]), refused }];
}

/**
 * The entities in the order in which they were asked; undefined when an error that is noted already took
 * them all.
 *
 * @throws SubgraphFault when there are more or fewer than were asked: which one is whose cannot be told
 *   then, and to guess would show one citizen's data as another's
 */
function readEntities(
  { fetch }: CompiledPart,
  { key, echoes }: CompiledEntities,
  { texts, objects }: AskedEntities,
  reply: SubgraphReply,
): readonly (FetchedObject | null)[] | undefined {
  const fault = (reason: string): SubgraphFault =>
    new SubgraphFault('SUBGRAPH_ERROR', fetch.serviceName, reason);
  const entities = reply.data?.[key];
  if (!isFetchedList(entities)) {
    if (reply.errors.length > 0) return undefined;
    throw fault('no entities');
  }
  if (entities.length !== texts.length) {
    throw fault(`${entities.length} entities for ${texts.length} asked`);
  }
  return entities.map((entity, index) => {
    if (entity === null) return entity;
    if (!isFetchedObject(entity)) throw fault('an entity that is no object');
    const [asked] = objects[index] ?? [];
    if (asked && !echoesKey(echoes, asked, entity)) throw fault('an entity with another key than was asked');
    return entity;
  });
}
