import { whatToDo, type Finding } from './what-to-do.ts';

/** A log that is not what was written and signed. The message says where, what, and what to do; it quotes nothing of it. */
export class BrokenLogError extends Error {
  override readonly name = 'BrokenLogError';

  /**
   * @param finding its kind, which says what to do
   * @param place the line, as `SegmentReader.place` names it
   * @param sequence number of the entry there, where it is known
   */
  constructor(finding: Finding, place: string, what: string, sequence?: number) {
    super(`${place}${sequence === undefined ? '' : ` (entry ${sequence})`}: ${what} ${whatToDo[finding]}`);
  }
}
