import { isRecord } from '../../untrusted-json.ts';
import { disclosures } from '../disclosure.ts';

/** What a policy can compare with names. */
export type Variable = 'role' | 'purpose' | 'relation' | 'category' | 'action';

/** What a policy can ask as it is. */
export type Flag = 'reasonRecorded' | 'breakGlass';

/** A condition in the part of Cedar that the table understands. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'one of'; readonly variable: Variable; readonly names: readonly string[] }
  | { readonly kind: 'flag'; readonly flag: Flag }
  /** The day is this one or a later one. */
  | { readonly kind: 'since'; readonly day: string };

/** Where Cedar keeps each variable, and the entity type of its names. */
const variables: Readonly<Record<string, readonly [Variable, type: string]>> = {
  principal: ['role', 'Role'],
  action: ['action', 'Action'],
  resource: ['category', 'Category'],
  'context.purpose': ['purpose', 'Purpose'],
  'context.relation': ['relation', 'Relation'],
};

const flags: Readonly<Record<string, Flag>> = {
  'context.reasonRecorded': 'reasonRecorded',
  'context.breakGlass': 'breakGlass',
};

/**
 * Reads an expression of Cedar's JSON format.
 * Throws an `Error` of one line for whatever the table does not understand: it never guesses.
 */
export function readExpression(json: unknown): Expression {
  const [operator, operand] = onlyEntry(json);
  const flag = flags[pathOf(json) ?? ''];
  if (flag !== undefined) return { kind: 'flag', flag };
  if (isRecord(operand)) {
    const { left, right, arg } = operand;
    if (operator === '&&') return { kind: 'and', left: readExpression(left), right: readExpression(right) };
    if (operator === '||') return { kind: 'or', left: readExpression(left), right: readExpression(right) };
    if (operator === '!') return { kind: 'not', of: readExpression(arg) };
    if (operator === '==' || operator === 'in') return readNames(left, operator, entitiesOf(right));
    if (operator === '>=') return { kind: 'since', day: dayOf(left, right) };
    if (operator === '<') return { kind: 'not', of: { kind: 'since', day: dayOf(left, right) } };
  }
  throw notUnderstood(operator);
}

/**
 * Reads the part of a policy's head that restricts one variable; undefined where it does not.
 * Throws an `Error` of one line for whatever the table does not understand.
 */
export function readScope(variable: 'principal' | 'action' | 'resource', scope: unknown) {
  const { op, entity, entities } = isRecord(scope) ? scope : {};
  if (op === 'All') return undefined;
  if (op !== '==' && op !== 'in') throw notUnderstood(`${variable} ${String(op)}`);
  const names = Array.isArray(entities) ? entities.map(entityOf) : [entityOf(entity)];
  return readNames({ Var: variable }, op, names);
}

function readNames(left: unknown, operator: '==' | 'in', entities: readonly Entity[]): Expression {
  const [variable, type] = variables[pathOf(left) ?? ''] ?? [];
  if (variable === undefined || !entities.every((entity) => entity.type === type)) {
    throw notUnderstood(`${operator} of anything but a variable`);
  }
  const names = entities.map(({ id }) => id);
  // The other entities are of closed lists without a hierarchy: for them `in` is the same as `==`.
  if (variable !== 'action' || operator === '==') return { kind: 'one of', variable, names };
  return { kind: 'one of', variable, names: disclosures.slice(1, 1 + Math.max(...names.map(rankOf))) };
}

/** Place of an action in the chain of disclosures; `in` reaches it and all that stand before it. */
function rankOf(action: string): number {
  return disclosures.findIndex((disclosure) => disclosure === action);
}

function dayOf(left: unknown, right: unknown): string {
  const [extension, operands] = onlyEntry(right);
  const [day] = Array.isArray(operands) ? operands.map((operand) => onlyEntry(operand)[1]) : [];
  const isDay = extension === 'datetime' && typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
  if (pathOf(left) !== 'context.day' || !isDay) throw notUnderstood('a comparison of anything but days');
  return day;
}

interface Entity {
  readonly type: string;
  readonly id: string;
}

function entitiesOf(json: unknown): readonly Entity[] {
  const [kind, value] = onlyEntry(json);
  return kind === 'Set' && Array.isArray(value) ? value.flatMap(entitiesOf) : [entityOf(value)];
}

function entityOf(json: unknown): Entity {
  const { type, id } =
    isRecord(json) && isRecord(json['__entity']) ? json['__entity'] : isRecord(json) ? json : {};
  if (typeof type !== 'string' || typeof id !== 'string')
    throw notUnderstood('a comparison with anything but names');
  return { type, id };
}

/** `principal` or `context.day`, as it stands in the policy; undefined for anything else. */
function pathOf(json: unknown): string | undefined {
  const [kind, value] = onlyEntry(json);
  if (kind === 'Var') return String(value);
  if (kind !== '.' || !isRecord(value)) return undefined;
  const of = pathOf(value['left']);
  return of === undefined ? undefined : `${of}.${String(value['attr'])}`;
}

function onlyEntry(json: unknown): readonly [string, unknown] {
  return (isRecord(json) ? Object.entries(json)[0] : undefined) ?? ['nothing', undefined];
}

function notUnderstood(what: string): Error {
  return new Error(
    `the table does not understand "${what}": write it with ==, in, &&, ||, !, context.reasonRecorded, context.breakGlass, or context.day >= or < datetime("YYYY-MM-DD")`,
  );
}
