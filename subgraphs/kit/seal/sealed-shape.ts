import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
} from 'graphql';
import { keysOf } from '../access/echoed-key.ts';
import { annotationsOf } from '../access/field-access.ts';
import { maskVariants } from './mask-variants.ts';
import { sealField, type SealedType } from './sealed-type.ts';

/** What is sealed of an object: its fields as the graph has them, so that nothing is listed a second time. */
export interface SealedShape {
  readonly type: GraphQLObjectType;
  readonly fields: ReadonlyMap<string, SealedField>;
}

/** A sealed field: a value with each way to shorten it, the id of another entity, an object, or a list of objects. */
export type SealedField =
  | {
      readonly kind: 'value';
      readonly type: GraphQLLeafType;
      /** The masks under which somebody may see it, each a list that is applied in its order. */
      readonly variants: readonly (readonly string[])[];
    }
  | { readonly kind: 'reference' }
  | { readonly kind: 'object' | 'list'; readonly shape: SealedShape };

/** Fields that stand in clear where a type has them: which document a seal is of (`id` is `sub`). */
export const clearFields = ['kind', 'version', 'supersedes'] as const;

/**
 * The sealed shape of a type: all fields that take no arguments, objects inside included, but for what is left out.
 *
 * @throws Error when a field that stands in clear is seen by fewer people than the seal is
 */
export function sealedShape(
  type: GraphQLObjectType,
  { leaveOut }: Pick<SealedType, 'leaveOut'>,
): SealedShape {
  refuseTellingClaims(type);
  return shapeOf(type, new Set<string>([...leaveOut, ...clearFields, 'id', sealField]));
}

function shapeOf(type: GraphQLObjectType, leaveOut: ReadonlySet<string>): SealedShape {
  const fields = Object.values(type.getFields()).flatMap((field): [string, SealedField][] => {
    if (field.args.length > 0 || leaveOut.has(field.name)) return [];
    const sealed = sealedFieldOf(type, field);
    return sealed ? [[field.name, sealed]] : [];
  });
  return { type, fields: new Map(fields) };
}

const nothing: ReadonlySet<string> = new Set();

function sealedFieldOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): SealedField | undefined {
  const given = getNamedType(field.type);
  if (isLeafType(given))
    return { kind: 'value', type: given, variants: maskVariants(annotationsOf(type, field)) };
  if (!isObjectType(given)) return undefined;
  const isList = isListType(getNullableType(field.type));
  if (keysOf(given).length > 0) return isList ? undefined : { kind: 'reference' };
  return { kind: isList ? 'list' : 'object', shape: shapeOf(given, nothing) };
}

/** Who may see the seal sees what stands in it in clear. */
function refuseTellingClaims(type: GraphQLObjectType): void {
  const fields = type.getFields();
  const seal = fields[sealField];
  if (!seal) throw new Error(`${type.name} is sealed and has no field ${sealField}: add it to the schema.`);
  const allowed = annotationsOf(type, seal);
  for (const name of clearFields) {
    const field = fields[name];
    const telling = field && annotationsOf(type, field).find((one) => !allowed.some(covers(one)));
    if (telling)
      throw new Error(
        `${type.name}.${name} stands in clear in the seal and is ${telling.category}: classify the seal so, or leave it out.`,
      );
  }
}

type Annotation = ReturnType<typeof annotationsOf>[number];

function covers(one: Annotation): (other: Annotation) => boolean {
  return ({ category, mask, derived }) =>
    category === one.category && mask === undefined && (!derived || one.derived) && one.mask === undefined;
}
