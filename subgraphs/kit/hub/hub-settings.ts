import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPrivateAddress } from '../settings/production-rules.ts';
import { createHubAsker, type AskHub, type HubAccess } from './ask-hub.ts';

/** The code of an organisation is a name of a file and nothing more. */
const organisationForm = /^[\w-]{1,40}$/;

/**
 * Reads `HUB_URL` (where the hub is, without a path) and `HUB_TOKENS` (a folder with an access token of the agency's own
 * client for each organisation, `ORGANISATION.jwt`, which whoever holds the client's key keeps fresh).
 *
 * @returns undefined where the agency asks nothing
 * @throws Error of one line that says what to do
 */
export function readHubAccess({
  HUB_URL: hub,
  HUB_TOKENS: folder,
  ENCRYPTED_HOSTS: encryptedHosts,
}: Readonly<Record<string, string | undefined>>): HubAccess | undefined {
  if (!hub) return undefined;
  if (!isPrivateAddress(hub, encryptedHosts)) {
    throw new Error(
      'HUB_URL must begin with https://, or be on this machine or a host of ENCRYPTED_HOSTS: a token goes there.',
    );
  }
  const { origin, pathname } = new URL(hub);
  if (pathname !== '/') {
    throw new Error('HUB_URL has a path: give where the hub is and nothing more, https://HOST.');
  }
  if (!folder) {
    throw new Error(
      'HUB_TOKENS is not set: give the folder with an access token for each organisation, ORGANISATION.jwt.',
    );
  }
  return { url: () => origin, token: (organisation) => tokenOf(folder, organisation) };
}

/** Asks the hub that the settings name, see `readHubAccess`. */
export function readHubAsker(settings: Readonly<Record<string, string | undefined>>): AskHub | undefined {
  const access = readHubAccess(settings);
  return access && createHubAsker(access);
}

/** Read for each question, so that a token can be renewed at any time. */
async function tokenOf(folder: string, organisation: string): Promise<string> {
  if (!organisationForm.test(organisation)) {
    throw new Error('An organisation has a code that no file can be named after.');
  }
  return (await readFile(join(folder, `${organisation}.jwt`), 'utf8')).trim();
}
