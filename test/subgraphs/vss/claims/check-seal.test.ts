import { beforeAll, describe, expect, test } from 'vitest';
import { HubAway } from '../../../../subgraphs/kit/hub/ask-hub.ts';
import type { HubPublication } from '../../../../subgraphs/kit/hub/hub-publication.ts';
import type { KeyRing } from '../../../../subgraphs/kit/keys/key-ring.ts';
import type { StatusList } from '../../../../subgraphs/kit/seal/status/status-of.ts';
import type { PublishedKeys } from '../../../../subgraphs/kit/seal/verify/published-keys.ts';
import { createSealCheck } from '../../../../subgraphs/vss/claims/evidence/check-seal.ts';
import type { EvidenceDocumentType } from '../../../../subgraphs/vss/collections.ts';
import { withPart } from '../../../seal/forge.ts';
import { makeKey, noon, published, ringOf } from '../../../seal/key-maker.ts';
import { sealPaper, type SealedPaper } from '../../../seal/paper.ts';

let health: KeyRing;
let paper: SealedPaper;
beforeAll(async () => {
  health = ringOf('health', await makeKey('k1'));
  paper = await sealPaper(health);
});

/** What is answered of the paper, with its seal. */
const answered = (change: Record<string, unknown> = {}) => ({
  __typename: 'DischargePaper',
  id: 'paper-1',
  version: 1,
  status: 'ISSUED',
  issuedOn: '2026-07-01',
  seal: paper.tell(['issuedOn']),
  ...change,
});

interface Given {
  readonly keys?: PublishedKeys;
  readonly list?: StatusList | undefined;
  readonly type?: EvidenceDocumentType;
}

const inForce: StatusList = { statusAt: () => 'IN_FORCE', asOf: noon, until: noon + 600 };

function check(node: Record<string, unknown>, given: Given = {}) {
  const hub: HubPublication = {
    keys: async () => given.keys ?? published(health),
    statusList: async () => ('list' in given ? given.list : inForce),
  };
  return createSealCheck(hub, () => noon)(given.type ?? 'DischargePaper', node);
}

const refused = (fault: string) => ({ kind: 'REFUSED', fault });

test('a genuine seal beside just what it tells is relied on', async () => {
  expect(await check(answered())).toEqual({ kind: 'GENUINE' });
});

describe('no decision rests on', () => {
  test('a paper whose signature was made by nobody', async () => {
    const forged = withPart(paper.jwt, 2, 'no signature at all');
    expect(await check(answered({ seal: `${forged}~` }))).toEqual(refused('SIGNATURE'));
  });

  test('a value that is not the one that was sealed', async () => {
    expect(await check(answered({ issuedOn: '2026-07-02' }))).toEqual(refused('OTHER_VALUE'));
    expect(await check(answered({ version: 2 }))).toEqual(refused('OTHER_VALUE'));
  });

  test('a value that the seal does not tell', async () => {
    expect(await check(answered({ leaveTo: '2026-07-30' }))).toEqual(refused('NOT_PROVEN'));
  });

  test('the seal of another paper, of another kind of paper, or of no paper', async () => {
    expect(await check(answered({ id: 'paper-2' }))).toEqual(refused('OTHER_DOCUMENT'));
    expect(await check(answered(), { type: 'TransferPaper' })).toEqual(refused('FOREIGN_CUSTODIAN'));
    expect(await check(answered({ seal: null }))).toEqual(refused('NO_SEAL'));
    expect(await check(answered({ seal: 'eyJ' }))).toEqual(refused('NOT_A_SEAL'));
  });

  test('a key of an agency that does not keep such papers', async () => {
    const justice = ringOf('justice', await makeKey('k2', { agency: 'justice' }));
    const theirs = await sealPaper(justice);
    const node = answered({ seal: theirs.tell(['issuedOn']) });
    expect(await check(node, { keys: published(health, justice) })).toEqual(refused('FOREIGN_CUSTODIAN'));
  });

  test('the word of an agency that publishes a key under the kid of another one: that one’s papers stay genuine', async () => {
    const taken = ringOf('justice', await makeKey(health.keys[0]?.kid ?? '', { agency: 'justice' }));
    for (const keys of [published(health, taken), published(taken, health)]) {
      expect(await check(answered(), { keys })).toEqual({ kind: 'GENUINE' });
      const theirs = await sealPaper(taken);
      const node = answered({ seal: theirs.tell(['issuedOn']) });
      expect(await check(node, { keys })).toEqual(refused('FOREIGN_CUSTODIAN'));
    }
  });

  test('a key that nobody published, or that was revoked', async () => {
    const others = ringOf('health', await makeKey('k9'));
    expect(await check(answered(), { keys: published(others) })).toEqual(refused('UNKNOWN_KEY'));
    const revoked = new Map(
      [...published(health)].map(([kid, keys]) => [
        kid,
        keys.map((key) => ({ ...key, revoked: { revoked_at: noon, reason: 'keyCompromise' as const } })),
      ]),
    );
    expect(await check(answered(), { keys: revoked })).toEqual(refused('REVOKED_KEY'));
  });

  test.each(['WITHDRAWN', 'SUPERSEDED'] as const)('a paper that is %s', async (status) => {
    expect(await check(answered(), { list: { ...inForce, statusAt: () => status } })).toEqual(
      refused(status),
    );
  });
});

describe('what cannot be checked now is neither believed nor refused:', () => {
  test('a custodian without a published key, a list that is not there or past its term, a hub that is away', async () => {
    const unknown = { kind: 'UNKNOWN' };
    expect(await check(answered(), { keys: new Map() })).toEqual(unknown);
    expect(await check(answered(), { list: undefined })).toEqual(unknown);
    expect(await check(answered(), { list: { ...inForce, until: noon } })).toEqual(unknown);
    const away = async () => {
      throw new HubAway('NO_ANSWER');
    };
    const hub = { keys: away, statusList: away };
    expect(await createSealCheck(hub, () => noon)('DischargePaper', answered())).toEqual(unknown);
  });

  test('keys that are older than the seal are fetched anew before it is called unknown', async () => {
    const asked: boolean[] = [];
    const hub: HubPublication = {
      keys: async (freshly = false) => {
        asked.push(freshly);
        return freshly ? published(health) : published(ringOf('health', await makeKey('k0')));
      },
      statusList: async () => inForce,
    };
    expect(await createSealCheck(hub, () => noon)('DischargePaper', answered())).toEqual({ kind: 'GENUINE' });
    expect(asked).toEqual([false, true]);
  });
});
