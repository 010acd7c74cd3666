import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { defaultFormat } from '../http/answer-format.ts';
import { writeRefusal } from '../http/answer.ts';
import type { Language } from '../http/language.ts';
import { refusal } from '../http/refusal.ts';
import { readContext } from '../http/request-context.ts';
import { headersOfAll } from '../http/response-headers.ts';
import { takeEarly } from '../http/take-early.ts';
import { comeAgainTimes } from './come-again.ts';

/** What is the same in all refusals of one language. */
interface Refusal {
  readonly status: number;
  /** Names and values in turn, as they are written. */
  readonly headers: readonly string[];
  /** A text and not bytes: Node writes it to the socket together with the head, in one go. */
  readonly text: string;
}

/** Made once: at ten times the load that can be carried this is written for nine requests of ten. */
const refusals: Readonly<Record<Language, Refusal>> = { en: refusalIn('en'), vi: refusalIn('vi') };

/**
 * Lets a server send requests away before its framework sees them: at ten times the load that can be carried, nine
 * answers of ten are this one, and what each costs is taken from the tenth.
 *
 * @param isFull whether this request is to be sent away
 * @param isStopping whether the server is about to end: then whoever is sent away finds another one by a new connection
 */
export function sendAwayEarly(
  server: Server,
  isFull: (request: IncomingMessage, response: ServerResponse) => boolean,
  isStopping: () => boolean,
): void {
  let turn = 0;
  takeEarly(server, (request, response) => {
    if (!isFull(request, response)) return false;
    const { requestId, traceparent, language } = readContext(request.headers, request.method ?? 'GET');
    const { status, headers, text } = refusals[language];
    const comeAgain = String(comeAgainTimes[turn++ % comeAgainTimes.length]);
    const own = ['retry-after', comeAgain, 'x-request-id', requestId];
    if (traceparent !== undefined) own.push('traceparent', traceparent);
    if (isStopping()) own.push('connection', 'close');
    response.writeHead(status, headers.concat(own));
    response.end(text);
    return true;
  });
}

function refusalIn(language: Language): Refusal {
  const refused = writeRefusal(refusal('OVERLOADED'), defaultFormat, language);
  const { status, body } = refused;
  // Each is told a time of its own.
  const { 'retry-after': _, ...headers } = refused.headers;
  const text = body.toString();
  const length = String(Buffer.byteLength(text));
  const all = { ...headersOfAll, 'content-language': language, ...headers, 'content-length': length };
  return { status, headers: Object.entries(all).flat(), text };
}
