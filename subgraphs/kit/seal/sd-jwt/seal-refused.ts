import type { RefusalCode } from './refusal-codes.ts';

/** A seal that proves nothing. Its code says why; no value of the document is in it. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused';
  readonly code: RefusalCode;
  /** Path of the field that it is about, where it is about one. */
  readonly field: string | undefined;

  constructor(code: RefusalCode, field?: string) {
    super(`The seal is refused: ${code}.`);
    this.code = code;
    this.field = field;
  }
}
