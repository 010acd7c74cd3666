import {
  execute,
  GraphQLObjectType,
  GraphQLSchema,
  parse,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { maskResult } from '../access/mask.ts';
import { maskedName } from './mask-variants.ts';
import type { Claim, Claims } from './sd-jwt/conceal.ts';
import { clearFields, type SealedField, type SealedShape } from './sealed-shape.ts';

/** What is sealed of a record. */
export interface RecordClaims {
  /** What stands in clear. */
  readonly clear: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
}

/** Reads what is sealed of a record of a type, with whatever its resolvers need. */
export type ReadClaims = (typeName: string, record: unknown, scope: unknown) => Promise<RecordClaims>;

/**
 * What is sealed is what the graph would answer to somebody who may see all of it: the schema's own resolvers are asked,
 * before any guard stands in front of them.
 *
 * @param schema without guards
 * @param maskKey secret of the agency that makes the pseudonyms of masked values
 */
export function claimsReader(
  schema: GraphQLSchema,
  shapes: ReadonlyMap<string, SealedShape>,
  maskKey: string,
): ReadClaims {
  const recordSchema = schemaOfRecords(schema, shapes);
  const documents = new Map(Array.from(shapes, ([name, shape]) => [name, documentOf(shape)]));
  return async (typeName, record, scope) => {
    const shape = shapes.get(typeName);
    const document = documents.get(typeName);
    if (!shape || !document) throw new Error(`${typeName} is not sealed.`);
    const result = await execute({
      schema: recordSchema,
      document,
      rootValue: { [typeName]: record },
      contextValue: scope,
    });
    return claimsIn(answerOf(result, typeName), shape, maskKey);
  };
}

function claimsIn(answer: Answer, { fields }: SealedShape, maskKey: string): RecordClaims {
  const clear = clearFields.flatMap((name) => {
    const value = answer[name] ?? undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { clear: Object.fromEntries(clear), claims: claimsOf(answer, fields, maskKey) };
}

type Answer = Readonly<Record<string, unknown>>;

/** What is not there is sealed as null: how many claims a document has must not tell which of them have a value. */
function claimsOf(answer: Answer, fields: SealedShape['fields'], maskKey: string): Claims {
  const claims = new Map<string, Claim>();
  for (const [name, field] of fields) {
    const value = answer[name] ?? null;
    claims.set(name, claimOf(value, field, maskKey));
    if (field.kind !== 'value') continue;
    for (const masks of field.variants) {
      const masked = maskResult(value, field.type, masks, maskKey);
      claims.set(maskedName(name, masks), { kind: 'value', value: masked });
    }
  }
  return claims;
}

function claimOf(value: unknown, field: SealedField, maskKey: string): Claim {
  if (value === null || field.kind === 'value' || field.kind === 'reference') return { kind: 'value', value };
  const inside = (object: unknown) => claimsOf(object as Answer, field.shape.fields, maskKey);
  return field.kind === 'list'
    ? { kind: 'list', items: (value as readonly unknown[]).map(inside) }
    : { kind: 'object', claims: inside(value) };
}

function answerOf({ data, errors }: ExecutionResult, typeName: string): Answer {
  // The errors of resolvers can hold values: what is told is that there was one.
  if (errors?.[0]) throw new Error(`A ${typeName} could not be read to be sealed.`, { cause: errors[0] });
  return data?.[typeName] as Answer;
}

/** The types of a schema, reached from the record itself and from nowhere else. */
function schemaOfRecords(schema: GraphQLSchema, shapes: ReadonlyMap<string, SealedShape>): GraphQLSchema {
  const fields = Object.fromEntries(Array.from(shapes, ([name, { type }]) => [name, { type }]));
  const types = Object.values(schema.getTypeMap());
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'SealedRecord', fields }),
    types,
    assumeValid: true,
  });
}

function documentOf(shape: SealedShape): DocumentNode {
  const clear = clearFields.filter((name) => name in shape.type.getFields());
  return parse(`{ ${shape.type.name} { ${clear.join(' ')} ${selectionOf(shape)} } }`, { noLocation: true });
}

function selectionOf({ fields }: SealedShape): string {
  return Array.from(fields, ([name, field]) => {
    if (field.kind === 'value') return name;
    return `${name} { ${field.kind === 'reference' ? 'id' : selectionOf(field.shape)} }`;
  }).join(' ');
}
