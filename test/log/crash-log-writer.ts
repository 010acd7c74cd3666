import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { entryAt } from './entries.ts';
import { openLastingSegment } from './places.ts';

/**
 * Child process of the crash test: `crash-log-writer.ts PLACE FOLDER ROUND`. Appends until it is killed, or told to end; prints
 * the id of each entry once it is durable, and of each that was rejected with a minus before it.
 */
const [place = '', folder = '', round = ''] = process.argv.slice(2);
const key = JSON.parse(await readFile(join(folder, 'key.json'), 'utf8'));
const segment = await openLastingSegment(place, folder);
const log = await openSegmentLog(segment, { key, headEvery: 5, tell: () => {} });
// Those who wait for the last entries are told of them before it ends: what they print is what was acknowledged.
const ending = new AbortController();
process.once('SIGTERM', () => {
  ending.abort();
  void log.close().finally(() => setImmediate(() => process.exit()));
});

async function keepAppending(writer: number): Promise<void> {
  // A log that is closed refuses at once: who asked on and on would leave no time for it to be closed.
  for (let number = 0; !ending.signal.aborted; number++) {
    const id = `${round}-${writer}-${number}`;
    const month = number % 7 === 6 ? '2026-09' : '2026-08';
    const isDurable = await log.append(entryAt(`${month}-01T00:00:00.000Z`, id)).then(
      () => true,
      () => false,
    );
    process.stdout.write(`${isDurable ? '' : '-'}${id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, writer) => keepAppending(writer)));
