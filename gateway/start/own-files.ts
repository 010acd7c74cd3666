import { readConsoleFile } from './files/console-file.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { readNamedFile, type ReadNamed } from '../cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import type { Bundle } from './bundle.ts';

/** Texts of the files that make cursors and sessions, by their paths. Secret. */
export type OwnTexts = ReadonlyMap<string, string>;

/**
 * Reads them once, for several processes.
 *
 * @throws UsageError, SettingsError for what is missing or wrong
 */
export async function readOwnFiles({
  cursors,
  hub,
}: Pick<GatewayOptions, 'cursors' | 'hub'>): Promise<OwnTexts> {
  const texts = new Map<string, string>();
  const read: ReadNamed = async (option, path) => {
    const text = await readNamedFile(option, path);
    texts.set(path, text);
    return text;
  };
  await readCursorSecret(cursors, read);
  if (hub.console !== undefined) await readConsoleFile(hub.console, read);
  return texts;
}

/** Reads what was read before, whatever is on disk. @param keys of the bundle that is served */
export function readFrom(texts: OwnTexts, keys: Bundle['keys']): ReadNamed {
  return async (option, path) => {
    const text = texts.get(path) ?? keys[path];
    if (text === undefined) throw new UsageError(`--${option} ${path} was not read by the primary.`);
    return text;
  };
}

/** The secret of cursors and sessions; undefined where none is given. */
export async function readCursorSecret(
  { secret, secretFile }: GatewayOptions['cursors'],
  read: ReadNamed = readNamedFile,
): Promise<string | undefined> {
  if (secret !== undefined || secretFile === undefined) return secret;
  return (await read('cursors.secretFile', secretFile)).trim();
}
