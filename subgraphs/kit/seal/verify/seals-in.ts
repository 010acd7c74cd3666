/** A seal in an answer. */
export interface FoundSeal {
  /** Where it stands: `data.citizen.medicalDocuments.nodes.0`. */
  readonly at: string;
  readonly seal: string;
  /** What stands beside it, by the keys of the answer. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** An SD-JWT begins as a JWS does, and has at least one of its separators. */
const likeSeal = /^eyJ[\w-]+\.[\w-]+\.[\w-]*~/;

/** The seals in a JSON value, such as an answer of the hub, under whatever keys they stand. */
export function sealsIn(value: unknown, at = ''): readonly FoundSeal[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (typeof inner !== 'string') return sealsIn(inner, at === '' ? key : `${at}.${key}`);
    if (!likeSeal.test(inner)) return [];
    const { [key]: _seal, ...beside } = value as Readonly<Record<string, unknown>>;
    return [{ at, seal: inner, beside }];
  });
}
