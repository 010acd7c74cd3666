import { defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo } from 'graphql';
import type { SeenObject, Sight } from '../access/sight.ts';
import { fieldsInside, type SelectedFields } from './fields-beside.ts';
import { maskedName } from './mask-variants.ts';
import type { SealedField, SealedShape } from './sealed-shape.ts';

/** How it is found out what may be told. */
interface Teller {
  readonly sight: Sight;
  readonly info: GraphQLResolveInfo;
}

/**
 * The paths of the disclosures that may be told of an object: those of the fields that are selected and that the caller
 * may see, of a masked one the masked value and never the plain one.
 */
export async function* toldPaths(
  { type, fields }: SealedShape,
  selected: SelectedFields,
  object: SeenObject,
  teller: Teller,
  prefix = '',
): AsyncGenerator<string> {
  for (const [name, nodes] of byFieldName(selected)) {
    const sealed = fields.get(name);
    const field = type.getFields()[name];
    if (!sealed || !field) continue;
    const { judgement, place } = teller.sight.of(type, field, object);
    if (judgement.outcome === 'denied') continue;
    yield prefix + maskedName(name, judgement.masks);
    const { shape } = { shape: undefined, ...sealed };
    if (!shape) continue;
    const given = await valueOf(field, object, teller.info);
    const inside = fieldsInside(teller.info, shape.type.name, nodes);
    for (const [path, record] of objectsIn(given, sealed, prefix + name)) {
      const at = teller.sight.inside(record, shape.type, place, object.scope);
      yield* toldPaths(shape, inside, { ...object, record, place: at }, teller, `${path}/`);
    }
  }
}

/** What a field gives before any guard: whom the objects in it are about is read off them. */
async function valueOf(
  { name, resolve = defaultFieldResolver }: GraphQLField<unknown, unknown>,
  { record, scope }: SeenObject,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return resolve(record, {}, scope, { ...info, fieldName: name });
}

/** The objects that a field gives, with the paths below which what is in them is told. */
function objectsIn(
  given: unknown,
  { kind }: SealedField,
  path: string,
): readonly (readonly [string, unknown])[] {
  if (given === null || given === undefined) return [];
  if (kind !== 'list') return [[path, given]];
  return (given as readonly unknown[]).map((item, at) => [`${path}/${at}`, item]);
}

/** One field may stand under several aliases: what is selected of it is all of them together. */
function byFieldName(selected: SelectedFields) {
  return Map.groupBy(Array.from(selected.values()).flat(), ({ name }) => name.value);
}
