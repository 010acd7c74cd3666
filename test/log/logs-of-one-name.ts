import { afterAll } from 'vitest';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { readAll } from './log-contract.ts';
import { makeLogKeys } from './log-keys.ts';

/** Logs in a store of the test file that asks, as several processes open them under one name. */
export async function useLogsOfOneName() {
  const store = await openStore({ uri: 'memory:' });
  const { key } = await makeLogKeys();
  afterAll(() => store.close());
  return {
    store,
    key,
    /** Opens one, with the lines that it tells. @param inner the store as this process sees it */
    async open(gateway: string, inner = store) {
      const told: string[] = [];
      const tell = (line: string) => void told.push(line);
      const segment = await openStoreSegment(inner, gateway);
      const log = await openSegmentLog(segment, { key, headEvery: 60_000, tell });
      return { ...log, told };
    },
    /** The ids of the requests in it, in order. */
    async idsOf(gateway: string) {
      const lines = await readAll(await openStoreSegment(store, gateway));
      return lines.map(({ entry: { requestId } }) => requestId);
    },
  };
}
