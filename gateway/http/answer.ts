import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { errorCodes, isErrorCode, type ErrorCode } from '../../schema/error-codes.ts';
import { JsonText } from '../operation/byte-text.ts';
import { comeAgainLater } from '../overload/come-again.ts';
import { defaultFormat, type AnswerFormat } from './answer-format.ts';
import { errorsOf, inLanguage } from './error-answer.ts';
import type { Language } from './language.ts';
import { asRefusal } from './refusal.ts';

/** An HTTP answer that is ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** The members of an answer, in the order in which they are written. */
interface Members {
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  readonly data: FormattedExecutionResult['data'] | undefined;
  readonly extensions: FormattedExecutionResult['extensions'] | undefined;
}

/** Errors in the document or its variables: with plain JSON their status is 200 (GraphQL over HTTP). */
const documentErrors: readonly ErrorCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
];

/** Writes the result of an operation. */
export function writeResult(
  result: FormattedExecutionResult,
  format: AnswerFormat,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { data, extensions } = result;
  const errors = result.errors?.map((error) => inLanguage(error, language));
  const status = data === undefined ? refusedStatus(errors ?? [], format) : 200;
  return {
    status,
    headers: {
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(status === 503 && comeAgain(errors)),
      ...headers,
      'content-type': format.contentType,
    },
    body: writeMembers({ errors, data, extensions }),
  };
}

/** Whoever may have changed something is to look first, and not to repeat it when told to. */
function comeAgain(errors: readonly GraphQLFormattedError[] = []): Readonly<Record<string, string>> {
  const isChange = errors.some((error) => error.extensions?.['code'] === 'CHANGE_NOT_RECORDED');
  return isChange ? {} : { 'retry-after': comeAgainLater };
}

/** What is JSON already goes out as the bytes that it is. */
function writeMembers({ errors, data, extensions }: Members): Buffer | string {
  if (!data) return JSON.stringify({ errors, data, extensions });
  const parts: Buffer[] = [];
  let text = errors ? `{"errors":${JSON.stringify(errors)},"data":{` : '{"data":{';
  let comma = '';
  for (const [key, value] of Object.entries(data)) {
    text += `${comma}${JSON.stringify(key)}:`;
    comma = ',';
    if (value instanceof JsonText) {
      parts.push(Buffer.from(text), value.bytes);
      text = '';
    } else {
      text += JSON.stringify(value);
    }
  }
  parts.push(Buffer.from(`${text}}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`));
  return Buffer.concat(parts);
}

/** Writes the answer to a request that was refused, or that failed, before it became an operation. */
export function writeRefusal(
  error: unknown,
  format: AnswerFormat = defaultFormat,
  language: Language = 'en',
): Answer {
  const http = asRefusal(error)?.extensions['http'];
  const headers = isHttpHead(http) ? Object.fromEntries(http.headers) : {};
  return writeResult({ errors: errorsOf(error) }, format, language, headers);
}

/** Without data the first error of a known code tells the status; an unknown code is a fault behind us. */
function refusedStatus(errors: readonly GraphQLFormattedError[], format: AnswerFormat): number {
  const code = errors.map((error) => error.extensions?.['code']).find(isErrorCode);
  if (code === undefined) return errorCodes.INTERNAL_SERVER_ERROR.status;
  return format.plainJson && documentErrors.includes(code) ? 200 : errorCodes[code].status;
}

function isHttpHead(http: unknown): http is { readonly headers: ReadonlyMap<string, string> } {
  return typeof http === 'object' && http !== null && 'headers' in http && http.headers instanceof Map;
}
