import {
  astFromValue,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  print,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { drawArguments, type ArgumentSource } from './draw-arguments.ts';

/** An operation as a client sends it. */
export interface DrawnOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How often each entry point is drawn; what is not listed is not. */
const entries: readonly (readonly [string, number])[] = [
  ['citizen', 30],
  ['citizens', 6],
  ['citizenByIdentifier', 5],
  ['verifyCitizen', 3],
  ['verifyFamilyRelation', 3],
  ['claim', 14],
  ['claimByNumber', 5],
  ['claims', 6],
  ['medicalDocument', 12],
  ['medicalDocumentByCode', 4],
  ['birthRegistration', 5],
  ['deathRegistration', 4],
  ['birthByMedicalNotice', 3],
  ['deathByMedicalNotice', 2],
  ['accessDecision', 1],
  ['emergencyAccess', 1],
  ['emergencyAccesses', 1],
];

interface Writer extends ArgumentSource {
  readonly schema: GraphQLSchema;
  /** Names of keys, of other fields, of what objects inherit: what an alias should not be mistaken for. */
  readonly aliases: readonly string[];
  readonly fragments: string[];
  readonly variables: Map<string, { readonly declaration: string; readonly value: unknown }>;
  /** How many fields may still be written. */
  budget: number;
}

/** Draws an operation; not each one is valid, as fields may clash. */
export function drawOperation(schema: GraphQLSchema, source: ArgumentSource): DrawnOperation {
  const aliases = aliasesOf(schema);
  const budget = source.random.weighted([
    [8, 3],
    [20, 4],
    [45, 2],
  ]);
  const writer: Writer = { ...source, schema, aliases, fragments: [], variables: new Map(), budget };
  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const roots = Array.from({ length: source.random.int(1, 2) }, () => {
    const field = root.getFields()[source.random.weighted(entries)];
    return field ? writeField(writer, root.name, field, 5, new Set()) : '__typename';
  });
  const body = [`{ ${roots.join(' ')} }`, ...writer.fragments].join('\n');
  const declared = [...writer.variables].map(([name, { declaration }]) => `$${name}: ${declaration}`);
  const sent = [...writer.variables].flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    query: `query${declared.length > 0 ? ` (${declared.join(', ')})` : ''} ${body}`,
    variables: Object.fromEntries(sent),
  };
}

const aliasPools = new WeakMap<GraphQLSchema, readonly string[]>();

function aliasesOf(schema: GraphQLSchema): readonly string[] {
  const known = aliasPools.get(schema);
  if (known) return known;
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') ? Object.keys(type.getFields()) : [],
  );
  const hostile = ['id', 'id', 'constructor', 'toString', 'hasOwnProperty', 'h0', 'representations', '_0'];
  const pool = [...new Set(fields), ...hostile, ...hostile];
  aliasPools.set(schema, pool);
  return pool;
}

/** @param keys what the answer calls the fields that are written here already */
function writeSelections(
  writer: Writer,
  type: GraphQLCompositeType,
  depth: number,
  keys = new Set<string>(),
): string {
  const { random } = writer;
  const texts: string[] = [];
  const count = random.int(1, 6);
  for (let written = 0; written < count; written++) {
    const kind = random.next();
    if (kind < 0.06) texts.push(random.pick(['__typename', 't: __typename']));
    else if ((kind < 0.2 || isUnionType(type) || (isAbstractType(type) && kind < 0.6)) && depth > 0) {
      texts.push(writeFragment(writer, type, depth, keys));
    } else if (!isUnionType(type)) {
      const fields = Object.values(type.getFields());
      const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
      const open = depth > 0 && writer.budget > 0 ? fields : leaves;
      if (open.length > 0) texts.push(writeField(writer, type.name, pickField(writer, open), depth, keys));
    }
  }
  return `{ ${texts.length > 0 ? texts.join(' ') : '__typename'} }`;
}

/** Pages and lists lead to most of what is protected, so they are drawn more often than their number says. */
function pickField(
  { random }: Writer,
  fields: readonly GraphQLField<unknown, unknown>[],
): GraphQLField<unknown, unknown> {
  const composite = fields.filter(({ type }) => isCompositeType(getNamedType(type)));
  return random.pick(composite.length > 0 && random.chance(0.35) ? composite : fields);
}

function writeField(
  writer: Writer,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  keys: Set<string>,
): string {
  writer.budget--;
  const { random, aliases } = writer;
  const alias = random.chance(0.2) ? random.pick(aliases) : field.name;
  // A key that is taken is taken again only rarely: then fields merge, or the operation is not valid.
  const key = keys.has(alias) && !random.chance(0.05) ? `k${keys.size}` : alias;
  keys.add(key);
  const named = key === field.name ? field.name : `${key}: ${field.name}`;
  const type = getNamedType(field.type);
  const head = `${named}${writeArguments(writer, `${parent}.${field.name}`, field)}${writeCondition(writer)}`;
  if (!isCompositeType(type)) return head;
  const inner = new Set<string>();
  const text = `${head} ${writeSelections(writer, type, depth - 1, inner)}`;
  // The same once more, with other selections: both go into one entry of the answer.
  return random.chance(0.07) ? `${text} ${head} ${writeSelections(writer, type, depth - 1, inner)}` : text;
}

function writeFragment(writer: Writer, type: GraphQLCompositeType, depth: number, keys: Set<string>): string {
  const { schema, random, fragments } = writer;
  const around = isObjectType(type)
    ? [type, ...type.getInterfaces()]
    : [type, ...schema.getPossibleTypes(type)];
  const on = random.pick(around);
  const selections = writeSelections(writer, on, depth - 1, keys);
  if (random.chance(0.6)) return `... on ${on.name}${writeCondition(writer)} ${selections}`;
  const name = `F${fragments.length}`;
  fragments.push(`fragment ${name} on ${on.name} ${selections}`);
  return `...${name}${writeCondition(writer)}`;
}

function writeArguments(writer: Writer, coordinate: string, field: GraphQLField<unknown, unknown>): string {
  const values = drawArguments(coordinate, field, writer);
  const texts = field.args
    .filter(({ name }) => name in values)
    .map(({ name, type }) => `${name}: ${writeValue(writer, type, values[name])}`);
  return texts.length > 0 ? `(${texts.join(', ')})` : '';
}

/** In the text, in a variable, or as the default of a variable that is not sent. */
function writeValue({ random, variables }: Writer, type: GraphQLInputType, value: unknown): string {
  const literal = print(astFromValue(value, type) ?? { kind: Kind.NULL });
  if (random.chance(0.6)) return literal;
  const name = `v${variables.size}`;
  const isDefault = random.chance(0.3);
  variables.set(name, {
    declaration: isDefault ? `${String(type)} = ${literal}` : String(type),
    value: isDefault ? undefined : value,
  });
  return `$${name}`;
}

function writeCondition({ random, variables }: Writer): string {
  if (!random.chance(0.08)) return '';
  const name = random.pick(['yes', 'no', 'yesByDefault', 'noByDefault']);
  const isDefault = name.endsWith('Default');
  const isTrue = name.startsWith('yes');
  variables.set(name, {
    declaration: isDefault ? `Boolean! = ${isTrue}` : 'Boolean!',
    value: isDefault ? undefined : isTrue,
  });
  return random.chance(0.8)
    ? ` @${isTrue ? 'include' : 'skip'}(if: $${name})`
    : ` @${isTrue ? 'skip' : 'include'}(if: $${name})`;
}
