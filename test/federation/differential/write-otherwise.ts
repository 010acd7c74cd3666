/** Writes an answer in another way that says the same, and in which no reader for usual answers finds its way. */
export type Handwriting = (answer: object) => string;

/** As agencies write that do not write as we expect. */
export const handwritings = {
  usual: (answer: object) => JSON.stringify(answer),
  'with a line end': (answer: object) => `${JSON.stringify(answer)}\n`,
  'with white space': (answer: object) => JSON.stringify(answer, null, 2),
  'last key first': (answer: object) => JSON.stringify(reversed(answer)),
  escaped: (answer: object) => JSON.stringify(answer).replace(/[^\0-\x7f]/g, escaped),
  'with more than was asked': (answer: object) => JSON.stringify(widened(answer)),
} as const satisfies Readonly<Record<string, Handwriting>>;

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

function widened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widened);
  if (typeof value !== 'object' || value === null) return value;
  return {
    more: [1],
    ...Object.fromEntries(Object.entries(value).map(([key, each]) => [key, widened(each)])),
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
