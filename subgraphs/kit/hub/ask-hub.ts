import { isRecord } from '../../../schema/untrusted-json.ts';
/** What an agency asks the hub, as any client of it does: as its client has registered it, and in the log. */
export interface HubQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly purpose: string;
  /** Code of the organisation of the agency in whose name it is asked: that of the token. */
  readonly organisation: string;
  /** The case that the question belongs to, where its purpose wants one. */
  readonly caseName?: string | undefined;
  /** Recorded with the question, where the law wants one. */
  readonly reason?: string | undefined;
}

/** What the hub answered. */
export interface HubAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** What is missing in the data, and why; empty where nothing is. */
  readonly errors: readonly HubError[];
}

/** An error of an answer: its code and where, never its text. */
export interface HubError {
  readonly code: string;
  /** Empty where the error has no one place. */
  readonly path: readonly (string | number)[];
}

/**
 * Asks the hub in the agency's own name.
 *
 * @throws HubAway when there is no answer with data
 */
export type AskHub = (question: HubQuestion) => Promise<HubAnswer>;

/** How the hub is reached. */
export interface HubAccess {
  /** Where it listens, without a path; undefined while it is not up. */
  readonly url: () => string | undefined;
  /** An access token of the agency's client for an organisation; asked for each time, since tokens are short-lived. */
  readonly token: (organisation: string) => Promise<string>;
}

/** There is no answer: the hub is not there, or refused the question. The message is a code, never what it said. */
export class HubAway extends Error {
  override readonly name = 'HubAway';
}

/** How long the hub may take, in milliseconds. */
const answerTime = 10_000;

/** Asks over HTTP; no redirect is followed, since a token goes along. */
export function createHubAsker({ url, token }: HubAccess): AskHub {
  return async ({ query, variables, purpose, organisation, caseName, reason }) => {
    const hub = url();
    if (hub === undefined) throw new HubAway('NOT_UP');
    const authorization = `Bearer ${await token(organisation).catch(noToken)}`;
    const response = await fetch(new URL('/graphql', hub), {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        authorization,
        'hub-purpose': purpose,
        ...(caseName !== undefined && { 'hub-case': caseName }),
        ...(reason !== undefined && { 'hub-reason': encodeURIComponent(reason) }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answerTime),
    }).catch(noAnswer);
    const body: unknown = await response.json().catch(noAnswer);
    const { data, errors } = readAnswer(body);
    if (!data) throw new HubAway(errors[0]?.code ?? `HTTP_${response.status}`);
    return { data, errors };
  };
}

/**
 * Asks for an answer in which nothing is missing: what is missing would be learnt as if it were not so.
 *
 * @throws HubAway when anything is
 */
export async function askWhole<Data>(ask: AskHub, question: HubQuestion): Promise<Data> {
  const { data, errors } = await ask(question);
  if (errors[0]) throw new HubAway(errors[0].code);
  return data as Data;
}

/** For a process to which no hub was named. */
export const noHub: AskHub = async () => {
  throw new HubAway('NO_HUB_NAMED');
};

function noToken(cause: unknown): never {
  throw new HubAway('NO_TOKEN', { cause });
}

function noAnswer(cause: unknown): never {
  throw new HubAway('NO_ANSWER', { cause });
}

function readAnswer(body: unknown) {
  const { data, errors } = isRecord(body) ? body : {};
  return {
    data: isRecord(data) ? data : undefined,
    errors: Array.isArray(errors) ? errors.map(readError) : [],
  };
}

function readError(error: unknown): HubError {
  const { path, extensions } = isRecord(error) ? error : {};
  const { code } = isRecord(extensions) ? extensions : {};
  return {
    code: typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : 'UNKNOWN',
    path: Array.isArray(path) ? path.filter((key) => typeof key === 'string' || typeof key === 'number') : [],
  };
}
