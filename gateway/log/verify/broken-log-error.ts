/** A log that is not what was written and signed. The message says where and what, and quotes nothing of it. */
export class BrokenLogError extends Error {
  override readonly name = 'BrokenLogError';

  /**
   * @param place the line, as `SegmentReader.place` names it
   * @param sequence number of the entry there, where it is known
   */
  constructor(place: string, what: string, sequence?: number) {
    super(`${place}${sequence === undefined ? '' : ` (entry ${sequence})`}: ${what}`);
  }
}
