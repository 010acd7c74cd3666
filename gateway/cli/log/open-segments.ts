import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { fileSegments } from '../../log/segment/file-segment.ts';
import type { ArchivableSegment } from '../../log/segment/segment.ts';
import { storeSegments } from '../../log/segment/store-segment.ts';
import { isInStore } from '../../start/open-log.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** The parts of a log, for reading. */
export interface OpenSegments {
  readonly segments: readonly ArchivableSegment[];
  readonly close: () => Promise<void>;
}

/**
 * Opens the log at a place: a folder, or the URI of a store.
 *
 * @throws UsageError where there is no log, StoreError
 */
export async function openSegments(log: string): Promise<OpenSegments> {
  const opened = isInStore(log)
    ? await inStore(log)
    : { segments: await inFolder(log), close: async () => {} };
  const written = await Promise.all(opened.segments.map(isWritten));
  if (written.includes(true)) return opened;
  await opened.close();
  throw new UsageError(`${nameOf(log)} holds no log: no gateway has written there.`);
}

/** Whether a gateway wrote there: in the folder above a log, each folder looks like the part of a gateway with nothing in it. */
async function isWritten(segment: ArchivableSegment): Promise<boolean> {
  const months = await segment.months();
  if (months.length > 0) return true;
  return segment.keys().then(
    ({ keys }) => keys.length > 0,
    () => true,
  );
}

async function inStore(uri: string): Promise<OpenSegments> {
  const store = await openStore({ uri, mustExist: true });
  return { segments: await storeSegments(store), close: () => store.close() };
}

function inFolder(log: string): Promise<readonly ArchivableSegment[]> {
  return fileSegments(log).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(
      `--log ${log} cannot be read: ${code === 'ENOENT' ? 'there is no such folder' : code}.`,
    );
  });
}

/** Of a store not its URI: it may hold a password. */
export function nameOf(log: string): string {
  return isInStore(log) ? '--log' : `--log ${log}`;
}
