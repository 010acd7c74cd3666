import type { AnswerField, AnswerShape } from './answer-shape.ts';
import { answerFieldAt } from './answer-shape.ts';

/** A place in an answer or in fetched data: names of fields and indices of lists. */
export type Path = readonly (string | number)[];

/** A path that grows at its end without copying: thousands are walked for each one that is told. */
export interface PathStep {
  readonly before: PathStep | undefined;
  readonly key: string | number;
}

export function toPath(step: PathStep | undefined): Path {
  const path: (string | number)[] = [];
  for (let at = step; at; at = at.before) path.push(at.key);
  return path.toReversed();
}

/**
 * Turns a path in fetched data (private keys) into the client's (response keys). It ends early where only
 * the planner asked for what follows, since the client has no name for that.
 */
export function toAnswerPath(root: AnswerShape, path: Path): Path {
  const answer: (string | number)[] = [];
  let inside: AnswerShape | undefined = root;
  for (const key of path) {
    if (typeof key === 'number') {
      answer.push(key);
      continue;
    }
    const field: AnswerField | undefined = inside && answerFieldAt(inside, key);
    if (!field) break;
    answer.push(field.responseKey);
    inside = field.inside;
  }
  return answer;
}

/** The field at a path in fetched data; undefined where only the planner asked for it. */
export function fieldAtPath(root: AnswerShape, path: Path): AnswerField | undefined {
  let field: AnswerField | undefined;
  let inside: AnswerShape | undefined = root;
  for (const key of path) {
    if (typeof key === 'number') continue;
    field = inside && answerFieldAt(inside, key);
    inside = field?.inside;
  }
  return field;
}
