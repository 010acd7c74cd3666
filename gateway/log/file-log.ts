import { openFileSegment } from './segment/file-segment.ts';
import { tellingLines } from './telling-lines.ts';
import { openSegmentLog, type SegmentLog, type SegmentLogOptions } from './segment-log.ts';

/** A log in a folder. */
export interface FileLogOptions extends SegmentLogOptions {
  readonly folder: string;
  /** Name of this gateway, of its folder in the log, and in each entry. */
  readonly gateway: string;
  /** Is told of each line that is read before the log is open. */
  readonly onRead?: (() => void) | undefined;
}

/**
 * Opens the log of one gateway in a folder, which several gateways may share.
 *
 * @throws BrokenLogError when what is there is not whole, Error when the folder cannot be written or another process does
 */
export async function openFileLog({
  folder,
  gateway,
  onRead,
  ...options
}: FileLogOptions): Promise<SegmentLog> {
  return openSegmentLog(tellingLines(await openFileSegment(folder, gateway), onRead), options);
}
