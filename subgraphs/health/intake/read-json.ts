/** The members of a JSON object whose values are texts, numbers or flags, as texts; undefined for anything else. */
export function readTexts(body: Buffer): ReadonlyMap<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const texts = Object.entries(value).map(([name, one]) => [name, asText(one)] as const);
    return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return typeof value === 'boolean' ? String(Number(value)) : undefined;
}
