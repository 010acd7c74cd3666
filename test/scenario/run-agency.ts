import { join } from 'node:path';
import type { Agency } from '../../start/start-agencies.ts';
import { runUntilReady, type ReadyProcess } from './run-command.ts';

const endWithParent = join(import.meta.dirname, 'end-with-parent.ts');

/** What an agency needs to answer. */
interface AgencyGround {
  /** URI of its store. */
  readonly store: string;
  /** File of the gateway's public keys. */
  readonly keys: string;
  /** Any free one if left out. */
  readonly port?: string;
}

/**
 * Runs an agency as a process of its own, as it is deployed; it ends with this one at the latest.
 *
 * @param more settings by their variables
 */
export function runAgency(
  agency: Agency,
  { store, keys, port = '0' }: AgencyGround,
  more: Readonly<Record<string, string>> = {},
): Promise<ReadyProcess> {
  return runUntilReady(['--import', endWithParent, `subgraphs/${agency}/main.ts`], {
    STORE_URI: store,
    CONTEXT_JWKS: keys,
    CURSOR_SECRET: `a secret of ${agency}`,
    PORT: port,
    ...more,
  });
}
