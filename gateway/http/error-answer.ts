import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { argumentText, readRefusedArgument } from '../../schema/argument-problems.ts';
import { errorCodes, isErrorCode, type ErrorCode } from '../../schema/error-codes.ts';
import { denialReasons, isDenialReason } from '../../schema/policy/denial-reasons.ts';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import { withoutValues } from './error-text.ts';
import type { Language } from './language.ts';
import { asRefusal, isStackOverflow } from './refusal.ts';

/** Codes whose message comes from graphql-js and may quote what the caller wrote. */
const quoting: readonly ErrorCode[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Extensions that tell of our inside: stack, plan, address and name of a subgraph, its raw answer. */
const inside = ['stacktrace', 'exception', 'http', 'serviceName', 'response', 'query', 'variables'];

/**
 * The one place where an error becomes what a caller may read. A fault of our own keeps nothing but its code.
 * @param formatted the error as graphql-js writes it
 * @param error what was thrown
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (isStackOverflow(error)) return ownError('OPERATION_TOO_COMPLEX');
  const tooLong = tokensExceeded(formatted.message);
  if (tooLong) return formatError(tooLong.toJSON(), tooLong);
  const code = formatted.extensions?.['code'];
  if (code === 'INTERNAL_SERVER_ERROR') return { ...formatted, ...ownError('INTERNAL_SERVER_ERROR') };
  return {
    ...formatted,
    message: quoting.some((one) => one === code) ? withoutValues(formatted.message) : formatted.message,
    extensions: Object.fromEntries(
      Object.entries(formatted.extensions ?? {}).filter(([name]) => !inside.includes(name)),
    ),
  };
}

/** The errors of an answer to a request that was refused, or that failed, before it could be run. */
export function errorsOf(error: unknown): readonly GraphQLFormattedError[] {
  const refused = asRefusal(error);
  return [refused ? formatError(refused.toJSON(), refused) : ownError('INTERNAL_SERVER_ERROR')];
}

/**
 * The error in the caller's language: our own sentence, then the detail, which is always English.
 */
export function inLanguage(error: GraphQLFormattedError, language: Language): GraphQLFormattedError {
  const { code, reason } = error.extensions ?? {};
  if (language === 'en' || !isErrorCode(code)) return error;
  const refused = readRefusedArgument(error.extensions ?? {});
  if (refused) return { ...error, message: argumentText(refused).vi };
  const { en, vi } = isDenialReason(reason) ? denialReasons[reason] : errorCodes[code];
  return { ...error, message: error.message === en ? vi : `${vi} (${error.message})` };
}

/** `graphql` says only in words that it stopped reading at the limit. */
function tokensExceeded(message: string): GraphQLError | undefined {
  const allowed = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/.exec(message)?.[1];
  return allowed === undefined ? undefined : limitExceeded('tokens', Number(allowed));
}

function ownError(code: ErrorCode): GraphQLFormattedError {
  return { message: errorCodes[code].en, extensions: { code } };
}
