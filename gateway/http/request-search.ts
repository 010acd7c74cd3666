import type { IncomingHttpHeaders } from 'node:http';
import { readWithParameters } from './quality-list.ts';
import { refusal } from './refusal.ts';

const jsonParameters = ['variables', 'extensions'];

/**
 * Refuses a GET that describes a body of any other type than JSON: browsers send such types without asking first, and
 * some have let through what only looks like one (GHSA-9q82-xgwf-vj6h).
 * @throws GraphQLError `UNSUPPORTED_MEDIA_TYPE`
 */
export function checkSearchType(headers: IncomingHttpHeaders): void {
  const type = headers['content-type'];
  if (type === undefined || readWithParameters(type).value === 'application/json') return;
  throw refusal('UNSUPPORTED_MEDIA_TYPE', 'A GET has no body; leave `Content-Type` out.');
}

/**
 * Reads the parameters of a GET from the part of its address after `?`, without the `?`.
 * @throws GraphQLError `BAD_REQUEST` for a parameter that is there twice or is not JSON where it must be
 */
export function readSearch(search: string): Readonly<Record<string, unknown>> {
  const parameters = new URLSearchParams(search);
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, readParameter(name, parameters.getAll(name))]));
}

function readParameter(name: string, [value = '', ...more]: readonly string[]): unknown {
  if (more.length > 0) throw refusal('BAD_REQUEST', 'A parameter may be given only once.');
  if (!jsonParameters.includes(name)) return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw refusal('BAD_REQUEST', `\`${name}\` is not valid JSON.`);
  }
}
