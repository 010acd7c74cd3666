import type { JSONWebKeySet } from 'jose';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { startKnownHub } from '../access/hub/known-hub.ts';
import type { Asker, HubUnderTest } from '../scenario/running-hub.ts';

/** A hub whose log is kept. */
export interface LoggedHub {
  readonly hub: HubUnderTest;
  /** Writes what another gateway could have. */
  readonly append: (entry: DisclosureEntry) => Promise<void>;
  /** Signs a head over all that is there. */
  seal(): Promise<void>;
  publicKeys(): Promise<JSONWebKeySet>;
  stop(): Promise<void>;
}

/** Starts a hub with a log. @param place a folder, or the URI of a store */
export async function startLoggedHub(place = 'memory:'): Promise<LoggedHub> {
  const log = await openKeptLog({ place, keyFile: undefined, gateway: 'g1' }, () => {});
  const hub = await startKnownHub({ log });
  return {
    hub,
    append: (entry) => log.append(entry),
    seal: () => log.seal(),
    publicKeys: () => log.kept.index.keys(),
    async stop() {
      await hub.stop();
      await log.close();
    },
  };
}

/** A row of the access log as the graph tells it. */
export type AccessRow = Readonly<Record<string, unknown>>;

/** The rows in an answer, under the path of the connection. */
export function rowsIn(data: unknown, ...path: readonly string[]): readonly AccessRow[] {
  const found = path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>> | null)?.[key],
    data,
  );
  return (found as { readonly nodes: readonly AccessRow[] }).nodes;
}

/** The same person about themself, or about somebody else. */
export const asParent = (citizen: string): Asker => ({
  persona: 'guardian',
  purpose: 'DS.REPRESENT',
  citizen,
});
