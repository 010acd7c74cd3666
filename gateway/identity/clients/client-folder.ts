import type { ClientRegister } from './client.ts';
import { followFolder, type FollowOptions } from './follow-folder.ts';
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

/**
 * Reads the folder of clients and follows its changes.
 *
 * @param onChange is told after each change; what was good of it is in force then
 * @throws Error with one mistake a line when the folder is not good to begin with
 */
export async function openClientFolder(
  source: ClientSource,
  onChange: ClientListener,
  following?: FollowOptions,
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
  // Followed before it is read, so that no change falls between the two.
  const close = await followFolder(
    folder,
    {
      changed: () => void follow(reload),
      unwatched: (reason) =>
        onChange([
          `${folder} cannot be watched (${reason}): changes in it are found by looking, seconds later.`,
        ]),
    },
    following,
  );
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

/**
 * The clients of texts that were read before. They stay as they are.
 *
 * @throws Error with one mistake a line
 */
export async function openClientTexts(source: ClientSource): Promise<ClientFolder> {
  const clients = await loadGood(source);
  return { current: () => clients, close: () => {} };
}

async function loadGood(source: ClientSource): Promise<ClientRegister> {
  const { clients, mistakes } = await loadClients(source);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return clients;
}
