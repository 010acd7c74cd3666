import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { entryAt } from './entries.ts';
import { openLastingSegment } from './places.ts';

/**
 * Child process: `told-log-writer.ts FOLDER`. Writes an entry with each id that it is sent, and answers with `written` or why not. At
 * SIGTERM it is about to end and goes on answering, as a gateway does that drains; it ends when nobody sends it anything any more.
 */
const [folder = ''] = process.argv.slice(2);
const key = JSON.parse(await readFile(join(folder, 'key.json'), 'utf8'));
const segment = await openLastingSegment('a store', folder);
const log = await openSegmentLog(segment, { key, headEvery: 60_000, tell: () => {} });
process.once('SIGTERM', () => {
  log.leave?.();
  process.send?.('leaving');
});
process.on('message', async (id: string) => {
  const outcome = await log.append(entryAt('2026-08-01T00:00:00.000Z', id)).then(
    () => 'written',
    (error: unknown) => (error as Error).message,
  );
  process.send?.(outcome);
});
process.once('disconnect', () => void log.close());
process.send?.('open');
