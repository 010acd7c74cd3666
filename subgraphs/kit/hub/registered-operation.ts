import { readFileSync } from 'node:fs';

/** Where the operations of every client are registered. */
const operations = new URL('../../../gateway/clients/operations/', import.meta.url);

/**
 * Reads an operation that an agency's client has registered. The reviewed file is the only text of it: what an agency
 * asks cannot drift away from what it has agreed to ask.
 *
 * @param client id of the client
 * @param name of the file, without its ending
 * @throws Error when there is no such file
 */
export function registeredOperation(client: string, name: string): string {
  return readFileSync(new URL(`${client}/${name}.graphql`, operations), 'utf8');
}
