import { claimProblems } from './claim-problems.ts';
import type { ProblemText } from './problem-text.ts';

/** Most rows of one page. */
export const largestPage = 100;

/** Most ids that one argument may list. */
export const mostIds = 100;

/** Days of the longest period of a report, a quarter: what is read for one answer is bounded. */
export const longestReport = 92;

/**
 * Why an agency refuses an argument whose type is right: a closed list, since the agency says a word of it and the name
 * of the argument, and the gateway writes the sentence. So no value that somebody asked by can come back in it.
 */
export const argumentProblems = {
  CURSOR_UNKNOWN: {
    en: 'is no cursor of this list: leave it out to begin with the first page.',
    vi: 'không phải là con trỏ của danh sách này: hãy bỏ đi để bắt đầu từ trang đầu.',
  },
  PAGE_SIZE: {
    en: `must be between 1 and ${largestPage}.`,
    vi: `phải từ 1 đến ${largestPage}.`,
  },
  TOO_MANY_IDS: {
    en: `lists more than ${mostIds} ids: ask in several requests.`,
    vi: `có hơn ${mostIds} mã: hãy chia thành nhiều yêu cầu.`,
  },
  PERIOD_REVERSED: {
    en: 'is later than the last day of the period: give the earlier day first.',
    vi: 'sau ngày cuối của khoảng thời gian: hãy nêu ngày sớm hơn trước.',
  },
  PERIOD_TOO_LONG: {
    en: `must be less than ${longestReport} days after the first day: ask for a shorter period.`,
    vi: `phải cách ngày đầu ít hơn ${longestReport} ngày: hãy hỏi khoảng thời gian ngắn hơn.`,
  },
  LESS_THAN_ONE: {
    en: 'must be 1 or more.',
    vi: 'phải từ 1 trở lên.',
  },
  KIND_OF_ADOPTION: {
    en: 'is a relation by adoption: ask for `adoptions` instead.',
    vi: 'là quan hệ nuôi con nuôi: hãy hỏi `adoptions`.',
  },
  REASON_LENGTH: {
    en: 'needs a `reason` of 1 to 500 characters, in one line.',
    vi: 'cần có `reason` gồm 1 đến 500 ký tự, trên một dòng.',
  },
  ...claimProblems,
} as const satisfies Readonly<Record<string, ProblemText>>;

/** A word of the closed list. */
export type ArgumentProblem = keyof typeof argumentProblems;

/** An argument that an agency refused, as it says so in the `extensions` of an error of the code `BAD_USER_INPUT`. */
export interface RefusedArgument {
  /** Its name. */
  readonly argument: string;
  readonly problem: ArgumentProblem;
}

/** Reads it out of the `extensions` of an error; undefined where they do not tell of one. */
export function readRefusedArgument(
  extensions: Readonly<Record<string, unknown>>,
): RefusedArgument | undefined {
  const { argument, problem } = extensions;
  return typeof argument === 'string' && isArgumentProblem(problem) ? { argument, problem } : undefined;
}

/** The sentence for people. */
export function argumentText({ argument, problem }: RefusedArgument): ProblemText {
  const { en, vi } = argumentProblems[problem];
  return { en: `Argument "${argument}" ${en}`, vi: `Tham số "${argument}" ${vi}` };
}

function isArgumentProblem(value: unknown): value is ArgumentProblem {
  return typeof value === 'string' && Object.hasOwn(argumentProblems, value);
}
