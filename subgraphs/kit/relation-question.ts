import type { RelationQuestion } from '../../schema/hub-context.ts';

/** Why a question about relations cannot be answered. The text names no value of it. */
export class QuestionRefused extends Error {
  override readonly name = 'QuestionRefused';
}

const texts = ['role', 'citizen', 'organisation', 'case'] as const;
const known: readonly string[] = [...texts, 'employees', 'kinship'];

/** Most employees that one question may name. */
export const mostEmployees = 100;
/** Longer than any id, code or number that names a person, an organisation or a claim. */
const longestText = 200;

/**
 * Reads the body of `POST /relations`. Nothing is guessed: a question that says more than it can is refused.
 *
 * @throws QuestionRefused with the member that is wrong
 */
export function readRelationQuestion(body: unknown): RelationQuestion {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new QuestionRefused('A question about relations is a JSON object.');
  }
  const question = body as Readonly<Record<string, unknown>>;
  if (Object.keys(question).some((name) => !known.includes(name))) {
    throw new QuestionRefused(`A question about relations has no other members than ${known.join(', ')}.`);
  }
  for (const name of texts) {
    if (question[name] === undefined && name !== 'role') continue;
    if (!isName(question[name]))
      throw new QuestionRefused(`\`${name}\` must be a text of 1 to ${longestText} characters.`);
  }
  const { employees } = question;
  const isList = Array.isArray(employees) && employees.length <= mostEmployees && employees.every(isName);
  if (employees !== undefined && !isList) {
    throw new QuestionRefused(`\`employees\` must be a list of at most ${mostEmployees} ids.`);
  }
  const { kinship } = question;
  if (kinship !== undefined && !isKinship(kinship)) {
    throw new QuestionRefused('`kinship` must name a parent and a child, and nothing else.');
  }
  return question as RelationQuestion & typeof question;
}

function isKinship(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { parent, child, ...others } = value as Readonly<Record<string, unknown>>;
  return isName(parent) && isName(child) && Object.keys(others).length === 0;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longestText;
}
