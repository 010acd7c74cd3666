import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ownAnnotations, partsOf, requirementOf, type Part } from './classification.ts';
import { collectFields, type WrittenField, type WrittenSet } from './collect-fields.ts';
import { decide, type Outcome } from './decision.ts';
import { expectOfPage, expectPage } from './expect-page.ts';
import type { Expected } from './expected.ts';
import { maskAll } from './masks.ts';
import {
  isEntryPage,
  isListed,
  isNamed,
  isSeen,
  named,
  ownStanding,
  setsOf,
  thingOf,
  type Spot,
} from './spot.ts';
import { alsoAsked, eitherWay, toldOutcome } from './second-person.ts';
import { standingOfField, standingOfObject, type Fields } from './standing.ts';
import type { Thing } from './thing.ts';
import { argumentsOf, usedInputs } from './used-inputs.ts';
import { isClosed, isDue, isPersonal, judge, noteOf, type Walk } from './walk.ts';

const nothing: Expected = { kind: 'nothing' };

/** What the answer must be of an object, and of everything below it. */
export async function expectObject(
  walk: Walk,
  thing: Thing,
  sets: WrittenSet,
  path: string,
  must = true,
): Promise<Expected> {
  const fields = new Map<string, Expected>();
  for (const [key, written] of collectFields(walk.text, sets, thing.type)) {
    fields.set(key, await expectField(walk, thing, written, path === '' ? key : `${path}.${key}`));
  }
  return { kind: 'object', fields, must };
}

async function expectField(
  walk: Walk,
  thing: Thing,
  written: readonly WrittenField[],
  path: string,
): Promise<Expected> {
  const [first] = written;
  const name = first?.node.name.value ?? '';
  // The name of an object tells no more than that there is one.
  if (name === '__typename') return { kind: 'name', value: thing.type };
  const type = walk.text.schema.getType(thing.type);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  const coordinate = `${thing.type}.${name}`;
  const [anyPart] = partsOf(coordinate);
  if (!first || !field || !anyPart) throw new Error(`The oracle knows no ${coordinate}.`);
  const part = partsOf(coordinate).includes(thing.part) ? thing.part : anyPart;
  if (part === 'hub') {
    walk.unchecked.add(path);
    return { kind: 'unchecked' };
  }
  const record = await recordAt(walk, thing, part);
  // What an agency has never heard of is not there, and nothing is denied of it.
  if (!record) return nothing;
  const args = argumentsOf(field, first.node, walk.text.variables);
  const inputs = usedInputs(thing.type, field, args);
  const needed = { coordinate, own: requirementOf(thing.type, name), inputs };
  const around =
    standingOfField(part, thing.type, name, record) ??
    standingOfObject(part, thing.type, record) ??
    thing.around;
  const also = alsoAsked(coordinate, args);
  const standing = also.length > 0 ? { ...around, alsoAbout: also } : around;
  const spot = { walk, thing, written, path, field, part, record, args, needed, standing };
  if (thing.type === 'Query') return await expectEntry(spot);
  const outcome = isEntryPage(thing)
    ? judgeRows(spot)
    : judge(walk, needed, standing, isLeafType(getNamedType(field.type)));
  if (outcome.kind === 'denied') return isKeyOfSeen(spot) ? keyOf(spot) : denied(spot);
  return await expectAllowed(spot, outcome);
}

/** The opaque key of what is seen in part tells no more than that part does. */
function isKeyOfSeen({ walk, thing, field, part, record }: Spot): boolean {
  return field.name === 'id' && isSeen(walk, { ...thing, part, record });
}

function keyOf({ record, needed: { coordinate } }: Spot): Expected {
  return { kind: 'value', value: record['id'], coordinate, must: true };
}

function denied({ walk, path, needed: { coordinate } }: Spot): Expected {
  walk.deniable.add(path);
  return { kind: 'denied', path, coordinate };
}

/** The rows are let out already, each by its own relation; this notes for the log what shows of each. */
function judgeRows({ walk, thing, needed }: Spot): Outcome {
  for (const row of thing.page?.rows ?? []) judge(walk, needed, ownStanding(row), false);
  return { kind: 'full' };
}

async function recordAt({ truth }: Walk, thing: Thing, part: Part): Promise<Fields | undefined> {
  if (thing.type === 'Query' || part === thing.part || part === 'hub') return thing.record;
  return await truth.reference(part, thing.type, String(thing.record['id']));
}

async function expectAllowed(spot: Spot, outcome: Outcome): Promise<Expected> {
  const { walk, thing, field, needed, standing } = spot;
  const relations = isEntryPage(thing) ? walk.possible : walk.relationsTo(standing);
  const must = isDue(walk, needed, relations);
  if (!must) walk.deniable.add(spot.path);
  if (thing.page || thing.row) return await expectOfPage(expectObject, spot, must);
  if (getNamedType(field.type).name.endsWith('Connection')) {
    return await expectPage(expectObject, spot, must, (row) => isListed(spot, row, standing), standing);
  }
  if (field.name === 'seal') {
    const { coordinate } = needed;
    return { kind: 'seal', coordinate, note: noteOf(coordinate, standing, outcome), must };
  }
  const value = await valueAt(spot);
  if (value === undefined || value === null) return nothing;
  if (value === eitherWay) {
    walk.unchecked.add(spot.path);
    return { kind: 'unchecked' };
  }
  const leaf = getNamedType(field.type);
  if (isLeafType(leaf)) {
    const whole = Array.isArray(value) ? value.map((each) => leaf.serialize(each)) : leaf.serialize(value);
    const shown = outcome.kind === 'masked' ? maskAll(whole, outcome.masks) : whole;
    if (shown === null) return nothing;
    const note = isPersonal(needed.own) ? noteOf(needed.coordinate, standing, outcome) : undefined;
    const { coordinate } = needed;
    return { kind: 'value', value: shown, coordinate, note, isMasked: outcome.kind === 'masked', must };
  }
  const isShown = isListType(getNullableType(field.type)) ? isListed : isNamed;
  return await expectComposite(spot, value, must, (row) => isShown(spot, row, standing));
}

/** Nobody is concerned before something is found: each object is there for those whom its own relation allows it. */
async function expectEntry(spot: Spot): Promise<Expected> {
  const { walk, needed, field } = spot;
  if (isClosed(walk, needed)) return denied(spot);
  const isVisible = (row: Thing) => {
    const declared = walk.text.schema.getType(getNamedType(field.type).name);
    const member = declared && isAbstractType(declared) ? ownAnnotations(row.type) : [];
    const asked = { ...needed, own: [...needed.own, ...member] };
    // The log speaks of the field, with or without the name of the type.
    judge(walk, needed, ownStanding(row), false);
    return judge(walk, asked, ownStanding(row), false).kind !== 'denied';
  };
  const isDueFor = (row: Thing) => isDue(walk, needed, walk.relationsTo(ownStanding(row)));
  if (getNamedType(field.type).name.endsWith('Connection')) {
    const must = isDue(walk, needed, walk.possible);
    return await expectPage(expectObject, spot, must, isVisible, undefined);
  }
  const value = await valueAt(spot);
  if (value === undefined || value === null) return nothing;
  return await expectComposite(spot, value, isDueFor, isVisible);
}

/** The value without any guard; a resolver that refuses its arguments tells so. */
async function valueAt({ walk, thing, part, record, args, field, path, needed }: Spot): Promise<unknown> {
  if (part === 'hub') return undefined;
  try {
    const value = await walk.truth.field(part, thing.type, field.name, record, args);
    return part === 'justice' || part === 'population'
      ? toldOutcome(
          { part, coordinate: needed.coordinate, args },
          value,
          walk.relationsTo,
          (relation) => decide(needed.own, walk.question, relation).kind !== 'denied',
        )
      : value;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    walk.failed.add(path);
    return undefined;
  }
}

async function expectComposite(
  spot: Spot,
  value: unknown,
  must: boolean | ((thing: Thing) => boolean),
  isVisible: (thing: Thing) => boolean,
): Promise<Expected> {
  const { walk, field, written, path, standing } = spot;
  const one = async (record: unknown): Promise<Expected> => {
    if (record === null || record === undefined) return nothing;
    const thing = thingOf(spot, record as Fields);
    if (!isVisible(thing)) return nothing;
    const due = typeof must === 'boolean' ? must : must(thing);
    const whole = await expectObject(walk, thing, setsOf(written, field.type), path, due);
    return named(whole, spot, thing, standing);
  };
  const listed = getNullableType(field.type);
  if (!isListType(listed)) return await one(value);
  const items = await Promise.all((value as readonly unknown[]).map(one));
  const kept = isNonNullType(listed.ofType) ? items.filter(({ kind }) => kind !== 'nothing') : items;
  return { kind: 'list', items: kept, must: must !== false };
}
