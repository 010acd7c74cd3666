import type { JWK } from 'jose';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { readAll } from './log-contract.ts';

/** Logs in a store, as several processes open them under one name. */
export function logsOfOneName(store: Store, key: JWK) {
  return {
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
