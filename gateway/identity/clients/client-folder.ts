import { watch } from 'node:fs';
import type { ClientRegister } from './client.ts';
import { loadClients, type ClientSource } from './load-clients.ts';

/** The clients of a folder, as they are now. */
export interface ClientFolder {
  /** Ask for it with every request: a suspension holds from the next one on. */
  readonly current: () => ClientRegister;
  /** Ends the watch, which keeps no process alive. */
  readonly close: () => void;
}

/** Is told of every change that was read: what is wrong with it, or nothing. */
export type ClientListener = (mistakes: readonly string[]) => void;

/** How long to wait after a sign of change, as most writers write in several steps; milliseconds. */
const settleTime = 100;

/**
 * Reads the folder of clients and follows its changes.
 *
 * @param onChange is told after each change; what was good of it is in force then
 * @throws Error with one mistake a line when the folder is not good to begin with
 */
export async function openClientFolder(
  source: ClientSource,
  onChange: ClientListener,
): Promise<ClientFolder> {
  const { folder } = source;
  let clients: ClientRegister = new Map();
  let reading: Promise<void> = Promise.resolve();
  /** One after the other: the state that was read last is the one in force. */
  const follow = (read: () => Promise<void>) => (reading = reading.then(read, read));
  const reload = async () => {
    const loaded = await loadClients(source, clients).catch(() => undefined);
    clients = loaded?.clients ?? clients;
    onChange(loaded?.mistakes ?? [`${folder} cannot be read: the clients stay as they were.`]);
  };
  // Watched before it is read, so that no change falls between the two.
  const close = watchTree(folder, () => void follow(reload));
  try {
    await follow(async () => {
      clients = await loadGood(source);
    });
  } catch (error) {
    close();
    throw error;
  }
  return { current: () => clients, close };
}

async function loadGood(source: ClientSource): Promise<ClientRegister> {
  const { clients, mistakes } = await loadClients(source);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return clients;
}

function watchTree(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, settleTime);
  });
  watcher.on('error', () => watcher.close()).unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
