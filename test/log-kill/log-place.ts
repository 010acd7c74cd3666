import { join } from 'node:path';
import { mongoAtHand, runMongoServer } from '../store/run-mongo-server.ts';

/** Where the log of a killed gateway is kept. */
export const logPlaces = ['files', 'sqlite', 'mongodb'] as const;

/** One of them. */
export type LogPlaceName = (typeof logPlaces)[number];

/** A log to be killed in, as `--log` names it. */
export interface OpenedPlace {
  readonly log: string;
  readonly stop: () => Promise<void>;
}

/** @throws Error where no server speaks the protocol of MongoDB */
export async function openPlace(name: LogPlaceName, folder: string): Promise<OpenedPlace> {
  if (name === 'files') return { log: join(folder, 'log'), stop: async () => {} };
  if (name === 'sqlite') return { log: `file:${join(folder, 'log.db')}`, stop: async () => {} };
  if (mongoAtHand.startsWith('no server')) throw new Error(mongoAtHand);
  const { uri, stop } = await runMongoServer();
  return { log: uri, stop };
}
