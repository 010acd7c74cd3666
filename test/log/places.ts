import { join } from 'node:path';
import { openFileSegment } from '../../gateway/log/segment/file-segment.ts';
import type { SegmentWriter } from '../../gateway/log/segment/segment.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';

/** A segment that outlives the process, and lets go of its store with itself. */
export async function openLastingSegment(place: string, folder: string): Promise<SegmentWriter> {
  if (place === 'files') return openFileSegment(folder, 'g1');
  const store = await openStore({ uri: `file:${join(folder, 'log.db')}` });
  const segment = await openStoreSegment(store, 'g1');
  return { ...segment, close: () => store.close() };
}
