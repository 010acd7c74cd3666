/** One refusal or failure beside an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly coordinate?: string;
    readonly affectedPath?: string;
    readonly reason?: string;
  };
}

/** What the graph said: data, and why some of it is missing. */
export interface GraphAnswer<Data> {
  readonly data: Data;
  readonly errors: readonly AnswerError[];
}

/** A question: the registered text, its variables, and what the request states besides. */
export interface Question {
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Number of the case that it serves. */
  readonly caseNumber?: string | undefined;
  /** Why it is asked, in words; recorded. */
  readonly reason?: string | undefined;
}

/** The hub did not run the question at all. The message is the hub's own, in the language of the request. */
export class QuestionRefused extends Error {
  override readonly name = 'QuestionRefused';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** Marks a request as the console's own: see `require-same-origin.ts`. */
export const ownHeaders = { 'hub-console': '1' } as const;

/**
 * Asks the graph in the name of whoever is signed in.
 * @throws QuestionRefused, or TypeError when the hub cannot be reached
 */
export async function askGraph<Data>(question: Question, language: string): Promise<GraphAnswer<Data>> {
  const { text, variables = {}, caseNumber, reason } = question;
  const response = await fetch('/console/graphql', {
    method: 'POST',
    headers: {
      ...ownHeaders,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'accept-language': language,
      ...(caseNumber && { 'hub-case': caseNumber }),
      // Headers are ASCII.
      ...(reason && { 'hub-reason': encodeURIComponent(reason) }),
    },
    body: JSON.stringify({ query: text, variables }),
  });
  const answer = (await response.json()) as Partial<GraphAnswer<Data>>;
  const errors = answer.errors ?? [];
  if (!answer.data) {
    throw new QuestionRefused(errors[0]?.message ?? response.statusText, errors[0]?.extensions?.code);
  }
  return { data: answer.data, errors };
}
