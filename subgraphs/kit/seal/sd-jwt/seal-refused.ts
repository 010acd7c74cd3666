import type { RefusalCode } from './refusal-codes.ts';

/** A seal that proves nothing. Its code says why; no value of the document is in it. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(`The seal is refused: ${code}.`);
    this.code = code;
  }
}
