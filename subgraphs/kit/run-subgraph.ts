import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Registry } from 'prom-client';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { createAgencyLog, type AgencyLog } from './agency-log.ts';
import { refuseInProduction } from './agency-production.ts';
import { agencySettings } from './agency-settings.ts';
import { readEventSettings } from './events/event-settings.ts';
import { readHubAsker } from './hub/hub-settings.ts';
import { openSealKeys } from './keys/open-seal-keys.ts';
import { countProcess } from './metrics/count-process.ts';
import { openPush } from './metrics/open-push.ts';
import { checkAccess, pushOf, type PushSettings } from './metrics/push-settings.ts';
import { collectMistakes } from './settings/collect-mistakes.ts';
import { loadSettings, type LoadedSettings } from './settings/load-settings.ts';
import type { SettingSources } from './settings/read-settings.ts';
import { SettingsError } from './settings/settings-error.ts';
import { startSubgraph, type RunningSubgraph } from './start-subgraph.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/port.ts';
import { writeForOwner } from './write-for-owner.ts';
import type { Subgraph } from './subgraph.ts';
import { createContextSessions } from './trust/context-sessions.ts';
import { createContextVerifier } from './trust/context-verifier.ts';
import { settingsByVariable, type SettingsByVariable } from './settings/settings-by-variable.ts';

/** An agency that is made of its settings. */
export interface RunnableSubgraph<Sources> {
  readonly name: string;
  /**
   * @param log for what happens while it runs
   * @throws Error of one line that says what is wrong with the settings, by their variables
   */
  make(settings: SettingsByVariable, log: AgencyLog): Subgraph<Sources>;
}

/**
 * Runs a subgraph as a process of its own until SIGTERM or SIGINT. Its settings are those of `agencySettings`, from the
 * environment and from the file that `--config` or `CONFIG` names. With `--check` it says whether it could start.
 *
 * Wrong settings end the process with exit code 2 and one clear line for each mistake.
 */
export async function runSubgraph<Sources extends object>(
  agency: RunnableSubgraph<Sources>,
  sources: Omit<SettingSources, 'file'>,
): Promise<void> {
  try {
    const loaded = await loadSettings(agencySettings, sources, {
      usage: `Usage: npx node subgraphs/${agency.name}/main.ts [--config FILE] [--check]`,
      fileVariable: 'CONFIG',
    });
    const isProduction =
      loaded.values.mode === 'production' || sources.environment['NODE_ENV'] === 'production';
    const push = pushOf(loaded.values, sources.environment);
    const prepared = await prepare(agency, loaded, isProduction, push);
    checkAccess(sources.environment, { metrics: push !== undefined, traces: false });
    if (loaded.isCheck) {
      prepared.sealKeys?.close();
      console.log(`Good for ${isProduction ? 'production' : 'development'}: ${agency.name} would start.`);
      return;
    }
    if (isProduction) writeForOwner();
    await serve(prepared, loaded.values.store, push);
  } catch (error) {
    const lines = error instanceof SettingsError ? error.mistakes : [(error as Error).message];
    for (const line of lines) console.error(`${agency.name}: ${line}`);
    process.exitCode = 2;
  }
}

type Prepared<Sources> = Awaited<ReturnType<typeof prepare<Sources>>>;

async function serve<Sources extends object>(
  { subgraph, sealKeys, options }: Prepared<Sources>,
  uri: string,
  pushed: PushSettings | undefined,
): Promise<void> {
  const store = await openStore({ uri });
  const metrics = new Registry();
  countProcess(metrics);
  const running = await startOver(store, () =>
    startSubgraph(subgraph, { store, metrics, ...options, ...(sealKeys && { keys: sealKeys.current }) }),
  );
  running.startEvents();
  const push = openPush(pushed, {
    service: `lien-thong-${subgraph.name}`,
    address: running.url,
    count: () => metrics.getMetricsAsJSON(),
    tell: options.onFault,
  });
  console.log(`Ready: ${subgraph.name} at ${running.url}`);
  const stop = async () => {
    sealKeys?.close();
    await running.close();
    await (await push)?.close();
    await store.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
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

/** Reads every file that the settings name. */
async function prepare<Sources>(
  { name, make }: RunnableSubgraph<Sources>,
  loaded: LoadedSettings<typeof agencySettings>,
  isProduction: boolean,
  push: PushSettings | undefined,
) {
  const { values } = loaded;
  const settings = {
    ...settingsByVariable(agencySettings, values),
    ...(isProduction && { NODE_ENV: 'production' }),
  };
  const log = createAgencyLog(name, values['logging.format'] ?? (isProduction ? 'json' : 'text'));
  const onFault = (line: string) => log.error(line);
  const mistakes = collectMistakes((error): error is Error => error instanceof Error);
  const subgraph = await mistakes.attempt(() => make(settings, log));
  const secret = await mistakes.attempt(() =>
    readSecret(values['cursors.secret'], values['cursors.secretFile']),
  );
  const keys = await mistakes.attempt(() => keysFrom(values['context.keys']));
  const events = await mistakes.attempt(() => readEventSettings(settings, onFault));
  const ask = await mistakes.attempt(() => readHubAsker(settings));
  const policy = await mistakes.attempt(() => loadPolicy());
  const sealKeys = await mistakes.attempt(() =>
    subgraph?.sealed ? openSealKeys(name, settings, log) : undefined,
  );
  if (isProduction) mistakes.add(...(await refuseInProduction(loaded, secret, push)));
  if (!subgraph || !secret || !keys || !policy || mistakes.found().length > 0) {
    sealKeys?.close();
    throw new SettingsError(mistakes.found());
  }
  const sessions = createContextSessions();
  const issuers = values['context.issuers'];
  return {
    subgraph,
    sealKeys,
    options: {
      policy,
      onFault,
      sessions,
      ...(events && { events: { ...events, ...(ask && { ask }) } }),
      verifyContext: createContextVerifier({ keys, issuers, audience: name, sessions }),
      cursorKey: createHash('sha256').update(secret).digest(),
      isProduction,
      host: values['listen.host'],
      port: values['listen.port'],
    },
  };
}

async function readSecret(secret: string | undefined, file: string | undefined): Promise<string> {
  if (secret !== undefined) return secret;
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.trim() !== '') return text.trim();
    throw new Error('CURSOR_SECRET_FILE cannot be read: give the path of a file that holds the secret.');
  }
  throw new Error('CURSOR_SECRET is not set: give a secret, the same for all processes of the agency.');
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
