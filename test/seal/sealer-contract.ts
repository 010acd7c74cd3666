import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalDocuments, type MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { openEnded, sealed } from '../../subgraphs/health/sealed.ts';
import { health } from '../../subgraphs/health/subgraph.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { openSealing } from '../../subgraphs/kit/seal/open-sealing.ts';
import type { Sealer } from '../../subgraphs/kit/seal/sealer.ts';
import { writeSealedText } from '../../subgraphs/kit/seal/sd-jwt/sealed-text.ts';
import { readStatusLists } from '../../subgraphs/kit/seal/status/status-of.ts';
import { listOf } from '../../subgraphs/kit/seal/status/status-place.ts';
import { createStatusPublisher } from '../../subgraphs/kit/seal/status/status-publisher.ts';
import { sealPlaces, type StoredSeal } from '../../subgraphs/kit/seal/stored-seal.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { paper } from '../subgraphs/health/records.ts';
import { day, makeKey, published, ringOf } from './key-maker.ts';

const now = Math.floor(Date.now() / 1000);
const validity = { nbf: now - day, exp: now + day };
const schema = await subgraphSchema(health);
let run = 0;

/** What every store must keep of the seals of an agency. */
export function sealerContract(name: string, openStore: () => Promise<Store>): void {
  describe(`the seals of an agency on ${name}`, () => {
    let store: Store;
    let key: Awaited<ReturnType<typeof makeKey>>;
    let ring: KeyRing;
    beforeAll(async () => {
      store = await openStore();
      key = await makeKey('k1', validity);
      ring = ringOf('health', key);
    });
    afterAll(() => store.close());

    /** Another process of the agency over the same store. */
    const openSealer = async (keys = () => ring): Promise<Sealer> => {
      const { sealer } = await openSealing(schema, { types: sealed, store, keys, maskKey: 'k'.repeat(32) });
      return sealer;
    };
    const sealOf = async (sealer: Sealer, record: MedicalDocumentRecord): Promise<StoredSeal> => {
      const [seal] = await sealer.sealsOf([{ typeName: 'DischargePaper', record, scope: {} }]);
      if (!seal || seal instanceof Error) throw seal ?? new Error('There is no seal.');
      return seal;
    };
    const newPaper = (changes: Partial<MedicalDocumentRecord> = {}) =>
      ({ ...paper('DISCHARGE_PAPER', `paper-${++run}`), ...changes }) as MedicalDocumentRecord;

    test('are made once for each version, and are the same ever after', async () => {
      const record = newPaper();
      const first = await sealOf(await openSealer(), record);
      expect(await sealOf(await openSealer(), record)).toEqual(first);
      expect((await sealOf(await openSealer(), newPaper())).jwt).not.toBe(first.jwt);
    });

    test('are one, however many ask for it first at once, in however many processes', async () => {
      const record = newPaper();
      const sealers = await Promise.all(Array.from({ length: 4 }, () => openSealer()));
      const places = await (await store.collection(sealPlaces)).count();
      const given = await Promise.all(
        sealers.flatMap((sealer) => Array.from({ length: 5 }, () => sealOf(sealer, record))),
      );
      expect(new Set(given.map(({ jwt }) => jwt)).size).toBe(1);
      expect(await (await store.collection(sealPlaces)).count()).toBe(places + 1);
    });

    test('are signed by the newest key from its first day on; older ones stay as they are', async () => {
      const newer = await makeKey('k2', { nbf: now, exp: now + 10 * day });
      const future = await makeKey('k3', { nbf: now + day, exp: now + 20 * day });
      const rotated = ringOf('health', key, newer, future);
      const before = newPaper();
      const old = await sealOf(await openSealer(), before);
      const sealer = await openSealer(() => rotated);
      expect((await sealOf(sealer, newPaper())).kid).toBe('k2');
      expect(await sealOf(sealer, before)).toEqual(old);
      await expect(verifyDocument(`${old.jwt}~`, { keys: published(rotated) })).resolves.toBeDefined();
    });

    test('of a revoked key are made anew, at their place in the status list', async () => {
      const record = newPaper();
      const lost = await sealOf(await openSealer(), record);
      const revoked = { ...key, revoked: { revoked_at: now } };
      const after = ringOf('health', revoked, await makeKey('k2', validity));
      const [one, other] = await Promise.all([openSealer(() => after), openSealer(() => after)]);
      const renewed = await Promise.all([sealOf(one, record), sealOf(other, record)]);
      expect(renewed.map(({ kid }) => kid)).toEqual(['k2', 'k2']);
      expect(renewed[0]?.jwt).toBe(renewed[1]?.jwt);
      expect(statusIn(renewed[0]?.jwt)).toEqual(statusIn(lost.jwt));
    });

    test('are told to be superseded or withdrawn, from the day on which the papers are', async () => {
      const papers = [newPaper(), newPaper({ status: 'WITHDRAWN' }), newPaper()] as const;
      const collection = await store.collection(medicalDocuments);
      await collection.insertMany(papers);
      const sealer = await openSealer();
      const sealedPapers = await Promise.all(papers.map((each) => sealOf(sealer, each)));
      await collection.replace({ ...papers[2], status: 'SUPERSEDED' });
      let later = now;
      const publisher = createStatusPublisher({
        ended: await openEnded(store),
        places: await store.collection(sealPlaces),
        keys: () => ring,
        now: () => later,
      });
      const standings = async () => {
        const keys = published(ring);
        const statusLists = await readStatusLists([(await publisher.list(listOf(now))) ?? ''], keys);
        const documents = await Promise.all(
          sealedPapers.map(({ jwt }) => verifyDocument(writeSealedText(jwt, []), { keys, statusLists })),
        );
        return documents.map(({ standing }) => standing.status);
      };
      expect(await standings()).toEqual(['IN_FORCE', 'WITHDRAWN', 'SUPERSEDED']);
      await collection.replace({ ...papers[0], status: 'WITHDRAWN' });
      later += 31;
      expect(await standings()).toEqual(['WITHDRAWN', 'WITHDRAWN', 'SUPERSEDED']);
    });
  });
}

function statusIn(jwt = ''): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())['status'];
}
