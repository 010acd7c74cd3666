import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { sealDocument } from '../../subgraphs/kit/seal/seal-document.ts';
import type { Claim, Claims } from '../../subgraphs/kit/seal/sd-jwt/conceal.ts';
import { writeSealedText } from '../../subgraphs/kit/seal/sd-jwt/sealed-text.ts';
import { statusUri } from '../../subgraphs/kit/seal/status/status-place.ts';
import { noon } from './key-maker.ts';

const value = (each: unknown): Claim => ({ kind: 'value', value: each });

/** A paper with everything that a seal can hold: values, shortened values, an object and a list of objects. */
const claims: Claims = new Map<string, Claim>([
  ['issuedOn', value('2026-07-01')],
  ['diagnosis', value('Viêm phổi')],
  ['code', value('PAPER-0012')],
  ['code:LAST4', value('****0012')],
  [
    'patient',
    {
      kind: 'object',
      claims: new Map([
        ['fullName', value('Nguyễn Thị Thử')],
        ['birthDate', value('1990-05-17')],
        ['birthDate:YEAR_ONLY', value('1990-01-01')],
      ]),
    },
  ],
  [
    'lines',
    {
      kind: 'list',
      items: [new Map([['amount', value(1_000)]]), new Map([['amount', value(2_000)]])],
    },
  ],
]);

/** Paths of all that the paper says. */
export const everything = [
  'issuedOn',
  'diagnosis',
  'code',
  'code:LAST4',
  'patient',
  'patient/fullName',
  'patient/birthDate',
  'patient/birthDate:YEAR_ONLY',
  'lines',
  'lines/0/amount',
  'lines/1/amount',
];

/** Month and place of the paper in the status lists. */
export const statusPlace = { list: '2026-07', place: 4321 };

/** A sealed paper, and its presentations. */
export interface SealedPaper {
  readonly jwt: string;
  /** The encoded disclosure of a claim. */
  disclosure(path: string): string;
  tell(paths: readonly string[]): string;
}

/** Seals the paper, or another of the same kind. */
export async function sealPaper(ring: KeyRing, id = 'paper-1', now = noon): Promise<SealedPaper> {
  const status = { uri: statusUri(ring.agency, statusPlace.list), idx: statusPlace.place };
  const { jwt, disclosures } = await sealDocument(
    { clear: { kind: 'DISCHARGE_PAPER', version: 1 }, claims },
    { typeName: 'DischargePaper', identity: { id }, status },
    ring,
    now,
  );
  const encoded = new Map(disclosures.map((each) => [each.path, each.encoded]));
  const disclosure = (path: string): string => {
    const found = encoded.get(path);
    if (found === undefined) throw new Error(`The paper says nothing at ${path}.`);
    return found;
  };
  return { jwt, disclosure, tell: (paths) => writeSealedText(jwt, paths.map(disclosure)) };
}
