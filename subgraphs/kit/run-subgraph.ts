import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { readEventSettings } from './events/event-settings.ts';
import { readHubAsker } from './hub/hub-settings.ts';
import { openSealKeys } from './keys/open-seal-keys.ts';
import { startSubgraph, type RunningSubgraph } from './start-subgraph.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/port.ts';
import type { Subgraph } from './subgraph.ts';
import { createContextSessions } from './trust/context-sessions.ts';
import { createContextVerifier } from './trust/context-verifier.ts';

/** Settings of a subgraph process, by the names of their environment variables. */
export interface SubgraphSettings {
  readonly [name: string]: string | undefined;
}

/**
 * Runs a subgraph as a process of its own until SIGTERM or SIGINT. Settings: `STORE_URI`, `CONTEXT_JWKS` (URL or file
 * with the public keys of the gateways), `CONTEXT_ISSUERS` (comma-separated, default `lien-thong-gateway`), `CURSOR_SECRET`,
 * `SEAL_KEYS` (key file of an agency that seals; see `openSealKeys`), `HOST` (default 127.0.0.1), `PORT` (default 0, any
 * free one); for events see `readEventSettings`.
 *
 * A wrong setting ends the process with one clear line and exit code 2.
 */
export async function runSubgraph<Sources extends object>(
  subgraph: Subgraph<Sources>,
  settings: SubgraphSettings,
): Promise<void> {
  try {
    const { uri, ...options } = await readSettings(subgraph.name, settings);
    const policy = await loadPolicy();
    const keys = subgraph.sealed && (await openSealKeys(subgraph.name, settings, console));
    const store = await openStore({ uri });
    const running = await startOver(store, () =>
      startSubgraph(subgraph, { store, policy, ...options, ...(keys && { keys: keys.current }) }),
    );
    running.startEvents();
    console.log(`Ready: ${subgraph.name} at ${running.url}`);
    const stop = async () => {
      keys?.close();
      await running.close();
      await store.close();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    console.error(`${subgraph.name}: ${(error as Error).message}`);
    process.exitCode = 2;
  }
}

/** An open store keeps the process alive, so it is closed when the start fails. */
async function startOver(store: Store, start: () => Promise<RunningSubgraph>): Promise<RunningSubgraph> {
  try {
    return await start();
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function readSettings(audience: string, settings: SubgraphSettings) {
  const required = (name: string, meaning: string): string => {
    const value = settings[name];
    if (!value) throw new Error(`${name} is not set: give ${meaning}.`);
    return value;
  };
  const uri = required('STORE_URI', 'file:PATH, mongodb://… or memory:');
  const jwks = required('CONTEXT_JWKS', 'the URL or the file of the public keys of the gateway');
  const secret = required('CURSOR_SECRET', 'a secret, the same for all processes of the agency');
  const issuers = (settings['CONTEXT_ISSUERS'] ?? 'lien-thong-gateway')
    .split(',')
    .map((issuer) => issuer.trim());
  const sessions = createContextSessions();
  const events = await readEventSettings(settings, (line) => console.error(`${audience}: ${line}`));
  const ask = readHubAsker(settings);
  return {
    uri,
    sessions,
    ...(events && { events: { ...events, ...(ask && { ask }) } }),
    verifyContext: createContextVerifier({ keys: await keysFrom(jwks), issuers, audience, sessions }),
    cursorKey: createHash('sha256').update(secret).digest(),
    isProduction: settings['NODE_ENV'] === 'production',
    host: settings['HOST'] ?? '127.0.0.1',
    port: portOf(settings['PORT'] ?? '0'),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new Error('PORT is no port: give a whole number from 0 (any free port) to 65535.');
}

async function keysFrom(place: string): Promise<JWTVerifyGetKey> {
  try {
    if (/^https?:/.test(place)) return createRemoteJWKSet(new URL(place));
    return createLocalJWKSet(JSON.parse(await readFile(place, 'utf8')) as JSONWebKeySet);
  } catch (cause) {
    throw new Error('CONTEXT_JWKS cannot be read: give the URL or the path of a JSON Web Key Set.', {
      cause,
    });
  }
}
