/** One entry of a header like `Accept`: its value in lower case, its parameters, its weight from 0 to 1. */
export interface WeightedValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly weight: number;
}

/** How much of such a header is read: it is read before anybody is known, and for each request. */
const [longest, most] = [512, 16];

/**
 * Reads a header that lists choices with weights (`Accept`, `Accept-Language`; RFC 9110 section 12.4.2), in the
 * order of the header, as far as its 16th entry and its 512th character. An unreadable weight counts as 0, so that it can only make a choice less likely.
 */
export function readWeightedList(header: string): readonly WeightedValue[] {
  return wholeEntries(header)
    .map(readWithParameters)
    .filter(({ value }) => value !== '')
    .map(({ value, parameters }) => ({ value, parameters, weight: readWeight(parameters.get('q')) }));
}

function wholeEntries(header: string): readonly string[] {
  const entries = header.slice(0, longest).split(',', most + 1);
  // The last may be cut off, and would say something else than was sent.
  return header.length > longest && entries.length <= most ? entries.slice(0, -1) : entries.slice(0, most);
}

/**
 * Reads `value; name=parameter`, all in lower case and without quotes (a `Content-Type`, an entry of `Accept`). What is longer
 * than 512 characters has no value.
 */
export function readWithParameters(text: string): Omit<WeightedValue, 'weight'> {
  if (text.length > longest) return { value: '', parameters: new Map() };
  const [value = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = rest
    .map((part) => part.split('='))
    .map(([name = '', ...parameter]) => [name.trim(), unquote(parameter.join('=').trim())] as const);
  return { value, parameters: new Map(parameters) };
}

function unquote(text: string): string {
  return /^"(.*)"$/.exec(text)?.[1] ?? text;
}

function readWeight(text: string | undefined): number {
  if (text === undefined) return 1;
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}
