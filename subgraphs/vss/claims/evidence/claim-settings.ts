import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaimSettings } from '../../subgraph.ts';
import { gatewayEvidence } from './gateway-evidence.ts';
import { noEvidenceSource, type EvidenceSource } from './evidence-source.ts';

/** Milliseconds that the hub may take to answer. */
const timeout = 10_000;

/** The code of an office is a name of a file and nothing more. */
const officeForm = /^[\w-]{1,40}$/;

/**
 * Reads how a process works on claims: `HUB_URL` (where the hub is), `HUB_TOKENS` (a folder with an access token of social
 * insurance's own client for each office, `OFFICE.jwt`, which whoever holds the client's key keeps fresh) and `PLAIN_CASES`
 * (`grant`, or left out).
 *
 * @throws Error of one line that says what to do
 */
export function readClaimSettings(
  settings: Readonly<Record<string, string | undefined>>,
  onFault: (line: string) => void,
): ClaimSettings {
  const { PLAIN_CASES: plainCases } = settings;
  if (plainCases !== undefined && plainCases !== 'grant') {
    throw new Error('PLAIN_CASES must be grant, or not set: then an officer decides every claim.');
  }
  return {
    evidence: sourceFrom(settings),
    now: () => Temporal.Now.instant(),
    decidesPlainCases: plainCases === 'grant',
    onFault,
  };
}

function sourceFrom({
  HUB_URL: hub,
  HUB_TOKENS: folder,
}: Readonly<Record<string, string | undefined>>): EvidenceSource {
  if (!hub) return noEvidenceSource;
  const { protocol, hostname, origin } = URL.parse(hub) ?? {};
  const isLocal = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname ?? '');
  if (protocol !== 'https:' && !isLocal) {
    throw new Error('HUB_URL must begin with https://, or be on this machine: a token goes there.');
  }
  if (!folder) {
    throw new Error(
      'HUB_TOKENS is not set: give the folder with an access token for each office, OFFICE.jwt.',
    );
  }
  return gatewayEvidence({ url: () => origin, token: (office) => tokenOf(folder, office), timeout });
}

/** Read for each question, so that a token can be renewed at any time. */
async function tokenOf(folder: string, office: string): Promise<string> {
  if (!officeForm.test(office)) throw new Error('An office has a code that no file can be named after.');
  return (await readFile(join(folder, `${office}.jwt`), 'utf8')).trim();
}
