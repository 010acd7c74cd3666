import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer, developmentKey } from '../../gateway/identity/development/development-issuer.ts';
import { kill, runUntilReady, type ReadyProcess } from '../scenario/run-command.ts';
import { runMongoServer } from '../store/run-mongo-server.ts';

/** A gateway with workers over files of its own. */
export interface ChangeableGateway {
  readonly gateway: ReadyProcess;
  /** Where its files are: `schema`, `clients`, `keys.json`, `log-key.json`, `log`. */
  at(path: string): string;
  /** Puts a changed file in the place of one, as deployments do. */
  rewrite(file: string, change: (text: string) => string): Promise<void>;
  /** A key that can sign the log. */
  readonly logKeys: readonly object[];
  stop(): Promise<void>;
}

/** Answered by the gateway itself, by the policy: its agencies are away. What is denied in it is in the log. */
export const gatewayQuery =
  '{ accessDecision(coordinate: "Citizen.fullName") { policyVersion outcomes { relation { code } } } birthRegistration(id: "none") { id } }';

const root = join(import.meta.dirname, '../..');

/** Starts a gateway whose auditor may ask as often as the machine can, with tokens of an issuer whose keys are in a file. */
export async function openToChange(
  workers: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChangeableGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'workers-'));
  const at = (path: string) => join(folder, path);
  const rewrite = async (file: string, change: (text: string) => string) => {
    const text = await readFile(at(file), 'utf8');
    await writeFile(at(`${file}.new`), change(text));
    await rename(at(`${file}.new`), at(file));
  };
  await cp(join(root, 'schema'), at('schema'), { recursive: true });
  await cp(join(root, 'gateway/clients'), at('clients'), { recursive: true });
  await rewrite('clients/hub-audit.yaml', (text) =>
    text
      .replace(/^issuers: \[/m, `issuers: [${developmentIssuer}, `)
      .replaceAll(/(perMinute|perDay): \d+$/gm, '$1: 100000000'),
  );
  await writeFile(at('keys.json'), JSON.stringify({ keys: [developmentKey] }));
  const logKeys = ['first', 'second'].map(logKey);
  await writeFile(at('log-key.json'), JSON.stringify({ keys: logKeys }));
  const server = await runMongoServer();
  const options = {
    jwks: at('keys.json'),
    issuer: developmentIssuer,
    supergraph: at('schema/supergraph.graphql'),
    policy: folder,
    clients: at('clients'),
    'log-key': at('log-key.json'),
    log: at('log'),
    store: server.uri,
  };
  const gateway = await runUntilReady(
    [
      'gateway/main.ts',
      ...`--port 0 --workers ${workers} --audience lien-thong`.split(' '),
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    settings,
  );
  return {
    gateway,
    at,
    rewrite,
    logKeys,
    async stop() {
      await kill(gateway);
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function logKey(kid: string) {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...privateKey.export({ format: 'jwk' }), kid };
}
