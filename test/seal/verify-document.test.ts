import { beforeAll, describe, expect, test } from 'vitest';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import type { PublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { disclosureOf, payloadOf, signAnything, withPart } from './forge.ts';
import { readIndependently } from './independent.ts';
import { day, makeKey, noon, published, ringOf } from './key-maker.ts';
import { everything, sealPaper, type SealedPaper } from './paper.ts';

let ring: KeyRing;
let keys: PublishedKeys;
let paper: SealedPaper;
beforeAll(async () => {
  ring = ringOf('health', await makeKey('k1'));
  keys = published(ring);
  paper = await sealPaper(ring);
});

/** Why a presentation is refused; undefined where it is not. */
async function refusalOf(presentation: string, known = keys, now = noon): Promise<unknown> {
  const refused = await verifyDocument(presentation, { keys: known, now }).catch((error: unknown) => error);
  return refused instanceof Error && 'code' in refused ? refused.code : undefined;
}

describe('a genuine seal', () => {
  test('says who sealed which document, and when', async () => {
    const verified = await verifyDocument(paper.tell([]), { keys, now: noon });
    expect(verified).toMatchObject({
      agency: 'health',
      type: 'DischargePaper',
      id: 'paper-1',
      sealedAt: noon,
      isKeyRetired: false,
      standing: { status: 'UNKNOWN' },
      claims: { kind: 'DISCHARGE_PAPER', version: 1 },
    });
  });

  test('tells what is disclosed and nothing else, and how much is withheld', async () => {
    const told = paper.tell(['issuedOn', 'code:LAST4', 'patient', 'patient/birthDate:YEAR_ONLY']);
    const { claims, withheld } = await verifyDocument(told, { keys, now: noon });
    expect(claims).toEqual({
      kind: 'DISCHARGE_PAPER',
      version: 1,
      issuedOn: '2026-07-01',
      'code:LAST4': '****0012',
      patient: { 'birthDate:YEAR_ONLY': '1990-01-01' },
    });
    // diagnosis, code and lines; of the patient the name and the whole birth date.
    expect(withheld).toBe(5);
  });

  test('is as large for a paper that says nothing as for one that says much', () => {
    const payload = payloadOf(paper.jwt);
    expect(payload['_sd']).toHaveLength(6);
  });

  test.each(['EdDSA', 'ES256'] as const)('verifies in a library of somebody else, by %s', async (alg) => {
    const otherRing = ringOf('health', await makeKey('other', { alg }));
    const other = await sealPaper(otherRing);
    const payload = await readIndependently(other.tell(everything), published(otherRing));
    expect(payload).toMatchObject({
      vct: 'https://lienthong.gov.vn/documents/health/DischargePaper',
      diagnosis: 'Viêm phổi',
      patient: { fullName: 'Nguyễn Thị Thử', 'birthDate:YEAR_ONLY': '1990-01-01' },
      lines: [{ amount: 1_000 }, { amount: 2_000 }],
    });
    await expect(
      verifyDocument(other.tell(everything), { keys: published(otherRing), now: noon }),
    ).resolves.toMatchObject({ withheld: 0 });
  });

  test('has a new salt for each claim of each seal', async () => {
    const again = await sealPaper(ring);
    const salts = [paper, again].flatMap(({ disclosure }) =>
      everything.map((path) => JSON.parse(Buffer.from(disclosure(path), 'base64url').toString())[0]),
    );
    expect(new Set(salts).size).toBe(2 * everything.length);
    expect(salts.every((salt) => Buffer.from(salt, 'base64url').length === 16)).toBe(true);
  });
});

describe('tampering is refused:', () => {
  const cases: readonly (readonly [string, (paper: SealedPaper) => string | Promise<string>, string])[] = [
    [
      'a changed value',
      ({ tell, disclosure }) => {
        const changed = disclosureOf(['c2FsdA', 'diagnosis', 'Cảm']);
        return tell(['diagnosis']).replace(disclosure('diagnosis'), changed.encoded);
      },
      'FOREIGN_DISCLOSURE',
    ],
    [
      'a value that was added',
      ({ tell }) => `${tell([])}${disclosureOf(['c2FsdA', 'x', 1]).encoded}~`,
      'FOREIGN_DISCLOSURE',
    ],
    [
      'a value of another document',
      async ({ tell }) => `${tell([])}${(await sealPaper(ring, 'paper-2')).disclosure('diagnosis')}~`,
      'FOREIGN_DISCLOSURE',
    ],
    [
      'a value without the object that it is in',
      ({ tell }) => tell(['patient/fullName']),
      'FOREIGN_DISCLOSURE',
    ],
    ['a value told twice', ({ tell }) => tell(['diagnosis', 'diagnosis']), 'DUPLICATE_DIGEST'],
    [
      'a digest that is dropped',
      ({ jwt }) => `${withPart(jwt, 1, { ...payloadOf(jwt), _sd: [] })}~`,
      'SIGNATURE',
    ],
    [
      'another document in what is signed',
      ({ jwt }) => `${withPart(jwt, 1, { ...payloadOf(jwt), sub: 'paper-2' })}~`,
      'SIGNATURE',
    ],
    [
      'a signature of another seal',
      async ({ jwt }) => {
        const { jwt: other } = await sealPaper(ring, 'paper-2');
        return `${jwt.split('.').slice(0, 2).join('.')}.${other.split('.')[2]}~`;
      },
      'SIGNATURE',
    ],
    [
      'alg none',
      ({ jwt }) =>
        `${withPart(withPart(jwt, 0, { alg: 'none', kid: 'k1', typ: 'document-seal+sd-jwt' }), 2, '')}~`,
      'ALGORITHM',
    ],
    [
      'an algorithm that is not that of the key',
      ({ jwt }) => `${withPart(jwt, 0, { alg: 'ES256', kid: 'k1', typ: 'document-seal+sd-jwt' })}~`,
      'ALGORITHM',
    ],
    [
      'a secret key where a public one belongs',
      ({ jwt }) => `${withPart(jwt, 0, { alg: 'HS256', kid: 'k1', typ: 'document-seal+sd-jwt' })}~`,
      'ALGORITHM',
    ],
    [
      'something else that the key signed',
      async ({ jwt }) => `${await signAnything(payloadOf(jwt), ring, 'statuslist+jwt')}~`,
      'FOREIGN_TYPE',
    ],
    ['a text that is cut', ({ tell }) => tell(['diagnosis']).slice(0, -2), 'NOT_A_SEAL'],
    ['a text that is no seal', () => 'eyJ.eyJ.x~', 'NOT_A_SEAL'],
    ['a key binding of a wallet', ({ tell, jwt }) => tell([]) + jwt, 'NOT_A_SEAL'],
    ['other bits for the same bytes', ({ jwt }) => `${jwt.slice(0, -1)}${sameBits(jwt)}~`, 'NOT_A_SEAL'],
  ];

  test.each(cases)('%s', async (_what, forge, code) => {
    expect(await refusalOf(await forge(paper))).toBe(code);
  });

  const signed: readonly (readonly [
    what: string,
    change: (payload: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
    told: readonly unknown[],
    code: string,
  ])[] = [
    [
      'the same digest twice',
      (payload) => ({ ...payload, _sd: [disclosureOf(1).digest, disclosureOf(1).digest] }),
      [],
      'DUPLICATE_DIGEST',
    ],
    [
      'a digest that stands inside of a value again',
      (payload) => ({ ...payload, _sd: ['a'], inner: { _sd: ['a'] } }),
      [],
      'DUPLICATE_DIGEST',
    ],
    ['a claim named _sd', sealing(['s', '_sd', ['x']]), [['s', '_sd', ['x']]], 'DISCLOSURE_FORM'],
    ['a claim named ...', sealing(['s', '...', 'x']), [['s', '...', 'x']], 'DISCLOSURE_FORM'],
    ['an element of a list', sealing(['s', 'x']), [['s', 'x']], 'DISCLOSURE_FORM'],
    ['a claim without a salt', sealing([1, 'x', 2]), [[1, 'x', 2]], 'DISCLOSURE_FORM'],
    ['a claim that stands in clear', sealing(['s', 'sub', 'me']), [['s', 'sub', 'me']], 'DISCLOSURE_FORM'],
    ['digests that are no list', (payload) => ({ ...payload, _sd: 'x' }), [], 'DISCLOSURE_FORM'],
    ['another hash', (payload) => ({ ...payload, _sd_alg: 'md5' }), [], 'ALGORITHM'],
    ['nobody as its custodian', ({ iss: _iss, ...payload }) => payload, [], 'CLAIMS'],
    ['no document', ({ sub: _sub, ...payload }) => payload, [], 'CLAIMS'],
    ['no time', (payload) => ({ ...payload, iat: 'now' }), [], 'CLAIMS'],
    ['no place in a status list', ({ status: _status, ...payload }) => payload, [], 'CLAIMS'],
    [
      'another custodian',
      (payload) => ({ ...payload, iss: 'https://lienthong.gov.vn/agencies/justice' }),
      [],
      'FOREIGN_KEY',
    ],
    [
      'a kind of document of another agency',
      (payload) => ({ ...payload, vct: 'https://lienthong.gov.vn/documents/justice/BirthRegistration' }),
      [],
      'FOREIGN_KEY',
    ],
    ['the future', (payload) => ({ ...payload, iat: noon + day }), [], 'SEALED_LATER'],
  ];

  test.each(signed)('%s, though a key signed it', async (_what, change, told, code) => {
    const jwt = await signAnything(change(payloadOf(paper.jwt)), ring);
    const disclosures = told.map((each) => `${disclosureOf(each).encoded}~`).join('');
    expect(await refusalOf(`${jwt}~${disclosures}`)).toBe(code);
  });
});

function sealing(content: unknown) {
  return (payload: Readonly<Record<string, unknown>>) => ({
    ...payload,
    _sd: [disclosureOf(content).digest],
  });
}

/** The last letter of 64 bytes carries four bits that mean nothing: another letter for the same bytes. */
function sameBits(jwt: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(jwt.at(-1) ?? '') + 1] ?? '';
}

describe('the key of a seal', () => {
  test('that nobody published is refused', async () => {
    const stranger = ringOf('health', await makeKey('stranger'));
    expect(await refusalOf((await sealPaper(stranger)).tell([]))).toBe('UNKNOWN_KEY');
  });

  test('of the same name and other material is refused', async () => {
    const double = ringOf('health', await makeKey('k1'));
    expect(await refusalOf((await sealPaper(double)).tell([]))).toBe('SIGNATURE');
  });

  test('that signs no more still proves what it signed', async () => {
    const old = ringOf('health', await makeKey('old'));
    const { tell } = await sealPaper(old);
    const later = noon + 300 * day;
    await expect(verifyDocument(tell([]), { keys: published(old), now: later })).resolves.toMatchObject({
      isKeyRetired: true,
    });
  });

  test('that was not valid when it says that it signed is refused', async () => {
    const old = ringOf('health', await makeKey('old'));
    const jwt = await signAnything({ ...payloadOf(paper.jwt), iat: noon - 200 * day }, old);
    expect(await refusalOf(`${jwt}~`, published(old))).toBe('KEY_NOT_VALID_THEN');
  });

  test('that was revoked proves nothing, whenever it signed', async () => {
    const key = await makeKey('lost');
    const { tell } = await sealPaper(ringOf('health', key));
    const revoked = ringOf('health', {
      ...key,
      revoked: { revoked_at: noon + day, reason: 'keyCompromise' },
    });
    expect(await refusalOf(tell([]), published(revoked))).toBe('REVOKED_KEY');
  });
});
