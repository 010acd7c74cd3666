import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

/** The first of Cedar's errors about a text as one line: file, line, what is wrong, Cedar's advice. */
export function lineOfError(file: string, text: string, errors: readonly DetailedError[]): string {
  const [error] = errors;
  const [place] = error?.sourceLocations ?? [];
  const bytes = Buffer.from(text).subarray(0, place?.start ?? 0);
  const line = place ? `:${bytes.toString().split('\n').length}` : '';
  return `${file}${line}: ${error ? sentenceOf(error) : 'Cedar cannot read it'}`;
}

/** What Cedar says, in one line, with what it advises. */
export function sentenceOf({ message, help, sourceLocations }: DetailedError): string {
  const advice = help ?? sourceLocations?.[0]?.label;
  return `${message}${advice ? ` (${advice})` : ''}`.replaceAll(/\s+/g, ' ');
}
