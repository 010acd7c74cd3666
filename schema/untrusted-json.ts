/** What a text from outside says as JSON; undefined where it is none. The parser's own message quotes the text, so nobody sees it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value out of JSON or YAML has names and values: no list, no leaf. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
