import { openFileSegment } from './segment/file-segment.ts';
import { openSegmentLog, type SegmentLog, type SegmentLogOptions } from './segment-log.ts';

/** A log in a folder. */
export interface FileLogOptions extends SegmentLogOptions {
  readonly folder: string;
  /** Name of this gateway, of its folder in the log, and in each entry. */
  readonly gateway: string;
}

/**
 * Opens the log of one gateway in a folder, which several gateways may share.
 *
 * @throws BrokenLogError when what is there is not whole, Error when the folder cannot be written or another process does
 */
export async function openFileLog({ folder, gateway, ...options }: FileLogOptions): Promise<SegmentLog> {
  return openSegmentLog(await openFileSegment(folder, gateway), options);
}
