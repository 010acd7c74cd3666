/**
 * How much of a datum may be shown; each holds the ones before it. The order is that of the actions in
 * `hub.cedarschema`.
 */
export const disclosures = ['none', 'answer', 'masked', 'guarded', 'full'] as const;

/** One of the disclosures, by its place in `disclosures`: a larger one shows more. */
export type Disclosure = 0 | 1 | 2 | 3 | 4;

/** The disclosures by name, so that code reads `Disclosure.masked`. */
export const Disclosure = { none: 0, answer: 1, masked: 2, guarded: 3, full: 4 } as const satisfies Record<
  (typeof disclosures)[number],
  Disclosure
>;
