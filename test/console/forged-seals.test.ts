import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkSeal } from '../../gateway/console/browser/claim/check-seal.ts';
import { signStatusList } from '../../subgraphs/kit/seal/status/sign-status-list.ts';
import type { StatusName } from '../../subgraphs/kit/seal/status/status-bits.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { disclosureOf, payloadOf, signAnything, withPart } from '../seal/forge.ts';
import { day, makeKey, noon, ringOf } from '../seal/key-maker.ts';
import { everything, sealPaper, statusPlace, type SealedPaper } from '../seal/paper.ts';

/* The check of a seal that the page makes itself, without the hub's word for it. */
let ring: KeyRing;
let justice: KeyRing;
let paper: SealedPaper;
beforeAll(async () => {
  vi.useFakeTimers({ now: noon * 1_000, toFake: ['Date'] });
  ring = ringOf('health', await makeKey('k1'));
  justice = ringOf('justice', await makeKey('j1', { agency: 'justice' }));
  paper = await sealPaper(ring);
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

let keys: readonly object[];
let list: string | undefined;
beforeEach(async () => {
  keys = [...ring.keys, ...justice.keys];
  list = await signStatusList(statusPlace.list, [], ring, noon);
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/.well-known/jwks.json') return Response.json({ keys });
    return list === undefined ? Response.error() : new Response(list);
  });
});

const kindOf = async (seal: string, id = 'paper-1', issuedOn: string | null = '2026-07-01') =>
  (await checkSeal({ seal, id, issuedOn })).kind;
const listOf = (status: StatusName, by = ring, now = noon) =>
  signStatusList(statusPlace.list, [[statusPlace.place, status]], by, now);
const resigned = (change: object, by = ring) => signAnything({ ...payloadOf(paper.jwt), ...change }, by);

describe('the page finds good', () => {
  test('a genuine seal, told in part or whole', async () => {
    expect(await kindOf(paper.tell([]), 'paper-1', null)).toBe('good');
    expect(await checkSeal({ seal: paper.tell(everything), id: 'paper-1', issuedOn: '2026-07-01' })).toEqual({
      kind: 'good',
      agency: 'health',
      sealedAt: '2026-07-15T12:00:00.000Z',
    });
  });
});

describe('the page finds bad', () => {
  const cases: readonly (readonly [string, () => string | Promise<string>])[] = [
    [
      'a changed value',
      () =>
        paper
          .tell(['issuedOn'])
          .replace(paper.disclosure('issuedOn'), disclosureOf(['c2FsdA', 'issuedOn', '2026-07-01']).encoded),
    ],
    ['a value that was added', () => `${paper.tell(everything)}${disclosureOf(['c2FsdA', 'x', 1]).encoded}~`],
    [
      'a value of another document',
      async () => `${paper.tell(everything)}${(await sealPaper(ring, 'paper-2')).disclosure('diagnosis')}~`,
    ],
    ['a value told twice', () => paper.tell(['issuedOn', 'issuedOn'])],
    ['a value without the object that it is in', () => paper.tell(['issuedOn', 'patient/fullName'])],
    ['a digest that is dropped', () => `${withPart(paper.jwt, 1, { ...payloadOf(paper.jwt), _sd: [] })}~`],
    [
      'another document in what is signed',
      () => `${withPart(paper.jwt, 1, { ...payloadOf(paper.jwt), sub: 'paper-2' })}~`,
    ],
    [
      'alg none',
      () =>
        `${withPart(withPart(paper.jwt, 0, { alg: 'none', kid: 'k1', typ: 'document-seal+sd-jwt' }), 2, '')}~`,
    ],
    [
      'an algorithm that is not that of the key',
      () => `${withPart(paper.jwt, 0, { alg: 'HS256', kid: 'k1', typ: 'document-seal+sd-jwt' })}~`,
    ],
    [
      'something else that the key signed',
      async () => `${await signAnything(payloadOf(paper.jwt), ring, 'statuslist+jwt')}~`,
    ],
    ['a seal by the key of another agency', async () => `${await resigned({}, justice)}~`],
    [
      'another agency as its custodian',
      async () => `${await resigned({ iss: 'https://lienthong.gov.vn/agencies/justice' })}~`,
    ],
    ['a seal from before its key was valid', async () => `${await resigned({ iat: noon - 200 * day })}~`],
    ['a seal from after its key was valid', async () => `${await resigned({ iat: noon + 300 * day })}~`],
    ['a seal of the future', async () => `${await resigned({ iat: noon + 2 * day })}~`],
    ['the same digest twice', async () => `${await resigned({ _sd: ['a', 'a'] })}~`],
    ...[
      [1, 'x', 2],
      ['s', 'x'],
      ['s', '_sd', ['x']],
      ['s', '...', 'x'],
      ['s', 'x', 1, 2],
    ].map(
      (content) =>
        [
          `a claim of the wrong form: ${JSON.stringify(content)}`,
          async () => {
            const { encoded, digest } = disclosureOf(content);
            return `${await resigned({ _sd: [digest] })}~${encoded}~`;
          },
        ] as const,
    ),
    ['a text that is cut', () => paper.tell(['issuedOn']).slice(0, -9)],
    ['a text without its end', () => paper.tell(['issuedOn']).slice(0, -1)],
    ['a text that is no seal', () => 'eyJ.eyJ.x~'],
    ['no text', () => ''],
  ];
  test.each(cases)('%s', async (_what, forge) => {
    expect(await kindOf(await forge(), 'paper-1', null)).toBe('bad');
  });

  test('a seal of another document than it stands beside', async () => {
    expect(await kindOf(paper.tell([]), 'paper-2', null)).toBe('bad');
  });

  test('a day of issue beside it that is not what was sealed', async () => {
    expect(await kindOf(paper.tell(['issuedOn']), 'paper-1', '2026-07-02')).toBe('bad');
  });

  test('a key that was revoked, or that nobody publishes', async () => {
    keys = ring.keys.map((key) => ({ ...key, revoked: { revoked_at: noon, reason: 'KEY_COMPROMISE' } }));
    expect(await kindOf(paper.tell([]), 'paper-1', null)).toBe('bad');
    keys = [...justice.keys];
    expect(await kindOf(paper.tell([]), 'paper-1', null)).toBe('bad');
  });
});

describe('a document that does not hold any more is', () => {
  test.each(['WITHDRAWN', 'SUPERSEDED'] as const)('told so: %s', async (status) => {
    list = await listOf(status);
    expect(await kindOf(paper.tell(everything))).toBe('withdrawn');
  });

  test.each([
    ['is not there', () => undefined],
    ['is of another agency', () => listOf('WITHDRAWN', justice)],
    ['is too old', () => listOf('WITHDRAWN', ring, noon - 2 * day)],
    ['is of another month', () => signStatusList('2026-06', [], ring, noon)],
    ['is no list', () => paper.jwt],
  ])('not known of where its list %s', async (_what, served) => {
    list = await served();
    expect(await kindOf(paper.tell(everything))).toBe('unknown');
  });
});

test('nothing is said of a seal where the keys cannot be had', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
  expect(await kindOf(paper.tell(everything))).toBe('unknown');
});
