import { beforeEach, describe, expect, it } from 'vitest';
import { hospitalFile, portalFile, signerOf, type OutgoingPaper } from '../../../facility/hospital.ts';
import { paperEnvelope, writeTags } from '../../../facility/envelope.ts';
import { portalPaper } from '../../../facility/portal-tags.ts';
import { signFile } from '../../../facility/sign-file.ts';
import { kept, openDesk, outcomes, type DeskUnderTest } from './desk.ts';
import { arrival, samplePaper } from './sample-papers.ts';

const { paper, number } = samplePaper('DISCHARGE_PAPER');
const facility = paper.issuer;

let bench: DeskUnderTest;
beforeEach(async () => {
  bench = await openDesk();
  await bench.register(facility);
});

function fileOf(changes: Partial<typeof paper> = {}, at = arrival) {
  return whole(portalFile({ paper: { ...paper, ...changes }, number }, at));
}

function whole<T>(made: T | undefined): T {
  if (made === undefined) throw new Error('no form for this paper');
  return made;
}

describe('the same file sent again', () => {
  it('is the same paper, the same receipt and one event', async () => {
    const first = kept(await bench.send(fileOf()));
    const again = kept(await bench.send(fileOf()));
    expect(again).toEqual(first);
    expect(await bench.papers()).toHaveLength(1);
    expect(await bench.files()).toBe(1);
    expect(bench.events).toHaveLength(1);
  });

  it('is the same when it comes ten times at once', async () => {
    const receipts = await Promise.all(Array.from({ length: 10 }, () => bench.send(fileOf())));
    expect(new Set(receipts.map((receipt) => kept(receipt).id)).size).toBe(1);
    expect(receipts.map(outcomes)).toEqual(receipts.map(() => [['FILED']]));
    expect(await bench.papers()).toHaveLength(1);
    expect(new Set(bench.events.map(({ id }) => id)).size).toBe(1);
  });

  it('has its receipt after its certificate has ended too: nothing is done again', async () => {
    const first = kept(await bench.send(fileOf()));
    const later = await openDesk(bench.store, { now: '2041-01-01T00:00:00Z' });
    expect(kept(await later.send(fileOf()))).toEqual(first);
  });

  it('in another file is known as the paper that it is', async () => {
    const [first] = kept(await bench.send(fileOf())).papers;
    const [second] = kept(await bench.send(fileOf({}, '2026-11-26T09:00:00Z'))).papers;
    expect(second).toMatchObject({ outcome: 'KNOWN', id: first?.id, edition: 1 });
    expect(await bench.papers()).toHaveLength(1);
  });
});

describe('a correction', () => {
  const corrected = { dischargeDiagnosis: 'Chẩn đoán đúng', note: 'CẤP LẠI: sai chẩn đoán' };

  it('is a new edition, and the one before is superseded and otherwise untouched', async () => {
    await bench.send(fileOf());
    const [before] = await bench.papers();
    const receipt = await bench.send(fileOf(corrected));
    expect(kept(receipt).papers).toMatchObject([{ outcome: 'FILED', edition: 2 }]);
    const papers = (await bench.papers()).toSorted((one, other) => one.edition - other.edition);
    expect(papers).toMatchObject([
      { edition: 1, status: 'SUPERSEDED', dischargeDiagnosis: paper.dischargeDiagnosis },
      { edition: 2, status: 'ACKNOWLEDGED', supersedes: before?.id, dischargeDiagnosis: 'Chẩn đoán đúng' },
    ]);
    expect({ ...papers[0], status: 'ACKNOWLEDGED', version: 1 }).toEqual(before);
    expect(bench.events.map(({ type }) => type)).toEqual(['health.paper.received', 'health.paper.corrected']);
  });

  it('is made of the very file that was refused, when it is sent to correct', async () => {
    await bench.send(fileOf());
    const changed = fileOf({ treatmentMethod: 'Nghỉ ngơi' });
    const refused = kept(await bench.send(changed));
    expect(refused.papers).toMatchObject([{ outcome: 'REFUSED', findings: [{ rule: 'CODE_TAKEN' }] }]);
    const corrected = kept(await bench.send(changed, { isCorrection: true }));
    expect(corrected.papers).toMatchObject([{ outcome: 'FILED', edition: 2 }]);
    expect(kept(await bench.send(changed, { isCorrection: true }))).toEqual(corrected);
    expect(kept(await bench.send(changed))).toEqual(refused);
  });

  it('may be stated by the purpose of the request, where the form has no note', async () => {
    const { paper: leave, number: of } = samplePaper('SICK_LEAVE_CERTIFICATE');
    await bench.register(leave.issuer);
    const send = (diagnosis: string, isCorrection: boolean) =>
      bench.send(whole(portalFile({ paper: { ...leave, diagnosis }, number: of }, arrival)), {
        isCorrection,
      });
    await send('Một', false);
    expect(outcomes(await send('Hai', false))).toEqual([['REFUSED', 'CODE_TAKEN']]);
    expect(kept(await send('Ba', true)).papers).toMatchObject([{ outcome: 'FILED', edition: 2 }]);
  });

  it('that comes three times over leaves one paper in force', async () => {
    await bench.send(fileOf());
    for (const dischargeDiagnosis of ['Hai', 'Ba', 'Bốn']) {
      await bench.send(fileOf({ ...corrected, dischargeDiagnosis }));
    }
    const inForce = (await bench.papers()).filter(({ status }) => status === 'ACKNOWLEDGED');
    expect(inForce).toMatchObject([{ edition: 4, dischargeDiagnosis: 'Bốn' }]);
  });

  it('of the same paper twice at once makes two editions, one after the other', async () => {
    await bench.send(fileOf());
    await Promise.all(
      ['Hai', 'Ba'].map((dischargeDiagnosis) => bench.send(fileOf({ ...corrected, dischargeDiagnosis }))),
    );
    const papers = (await bench.papers()).toSorted((one, other) => one.edition - other.edition);
    expect(papers.map(({ edition, status }) => [edition, status])).toEqual([
      [1, 'SUPERSEDED'],
      [2, 'SUPERSEDED'],
      [3, 'ACKNOWLEDGED'],
    ]);
  });
});

describe('a file with several papers', () => {
  it('loses no good paper to a bad one, and says which is bad', async () => {
    const made = [1, 2, 3].map((at) => ({ ...paper, code: `${paper.code}-${at}` }));
    const parts = made.map((one, at) => {
      const { kind, tags } = whole(portalPaper(one, number));
      const wrong = at === 1 ? { ...tags, NGAY_VAO: '20261340' } : tags;
      return [{ kind, xml: `<CHUNG_TU>${writeTags(wrong)}</CHUNG_TU>` }];
    });
    const xml = signFile(paperEnvelope(facility.code, '20261126', parts), signerOf(facility, arrival), {
      contentId: 'hoso',
    });
    const receipt = await bench.send({ xml, facility: facility.code });
    expect(outcomes(receipt)).toEqual([['FILED'], ['REFUSED', 'TAG_FORM NGAY_VAO'], ['FILED']]);
    expect(kept(receipt).papers[1]?.findings).toMatchObject([{ file: 'CT03', paper: 2 }]);
    expect(await bench.papers()).toHaveLength(2);
  });

  it('loses none to a part that is not base64 or not XML', async () => {
    const outgoing: OutgoingPaper[] = [1, 2].map((at) => ({
      paper: { ...paper, code: `${paper.code}-${at}`, episodeId: `${paper.episodeId}-${at}` },
      number,
    }));
    const signedBefore = whole(hospitalFile(outgoing, arrival)).xml;
    const broken = signedBefore
      .replace(/<Signature .*<\/Signature>/s, '')
      .replace(/(<LOAIHOSO>XML7<\/LOAIHOSO><NOIDUNGFILE>)[^<]*/, '$1PGE+');
    const xml = signFile(broken, signerOf(facility, arrival));
    expect(outcomes(await bench.send({ xml, facility: facility.code }))).toEqual([
      ['REFUSED', 'XML_MALFORMED'],
      ['FILED'],
    ]);
  });
});

describe('a paper whose citizen is not known', () => {
  it('is kept, says so, and is filed when the same file comes again', async () => {
    const waiting = await bench.send(fileOf(), { unknown: [number] });
    expect(outcomes(waiting)).toEqual([['WAITING', 'CITIZEN_UNKNOWN']]);
    expect(await bench.papers()).toEqual([]);
    expect(await bench.files()).toBe(1);
    const settled = kept(await bench.send(fileOf()));
    expect(settled).toMatchObject({ id: kept(waiting).id, state: 'DONE', papers: [{ outcome: 'FILED' }] });
    expect(await bench.papers()).toHaveLength(1);
  });

  it('is looked after when its facility sends another file later', async () => {
    await bench.send(fileOf(), { unknown: [number] });
    const later = await openDesk(bench.store, { now: '2026-11-26T08:11:00Z' });
    await later.send(fileOf({ code: 'RV-khác' }));
    expect((await bench.papers()).map(({ code }) => code).toSorted()).toEqual(
      ['RV-khác', paper.code].toSorted(),
    );
  });

  it('waits without its number too', async () => {
    const file = whole(portalFile({ paper, number: undefined }, arrival));
    expect(outcomes(await bench.send(file))).toEqual([['WAITING', 'CITIZEN_UNKNOWN']]);
  });
});

describe('a file that was begun and not finished', () => {
  it('is finished when its facility sends it again, each paper once', async () => {
    let isBroken = true;
    const failing = await openDesk(bench.store, {
      announce: async () => {
        if (isBroken) throw new Error('the process ends here');
      },
    });
    await expect(failing.send(fileOf())).rejects.toThrow('ends here');
    expect(await bench.papers()).toHaveLength(1);
    isBroken = false;
    expect(outcomes(await failing.send(fileOf()))).toEqual([['FILED']]);
    expect(await bench.papers()).toHaveLength(1);
    expect(failing.events).toHaveLength(1);
  });

  it('is noted at the next start: what was filed is announced, and nothing is lost', async () => {
    const failing = await openDesk(bench.store, {
      announce: async () => {
        throw new Error('the process ends here');
      },
    });
    await expect(failing.send(fileOf())).rejects.toThrow('ends here');
    const next = await openDesk(bench.store);
    await next.desk.resume();
    expect(next.events).toHaveLength(1);
    expect(outcomes(await next.send(fileOf()))).toEqual([['FILED']]);
  });

  it('supersedes the edition before at the next start, where the process ended in between', async () => {
    await bench.send(fileOf());
    const [before] = await bench.papers();
    const corrected = fileOf({ note: 'CẤP LẠI' });
    const failing = await openDesk(endingBefore(bench, 'medicalDocuments'));
    await expect(failing.send(corrected)).rejects.toThrow('ends here');
    expect(await bench.papers()).toMatchObject([{ status: 'ACKNOWLEDGED' }, { edition: 2 }]);
    await (await openDesk(bench.store)).desk.resume();
    const papers = await bench.papers();
    expect(papers.find(({ id }) => id === before?.id)?.status).toBe('SUPERSEDED');
  });
});

/** The store of a process that ends before it replaces anything of a collection. */
function endingBefore({ store }: DeskUnderTest, name: string): DeskUnderTest['store'] {
  return {
    ...store,
    close: () => store.close(),
    async collection(spec) {
      const collection = await store.collection(spec);
      if (spec.name !== name) return collection;
      return {
        get: (id) => collection.get(id),
        getMany: (ids) => collection.getMany(ids),
        find: (range) => collection.find(range),
        findEach: (ranges) => collection.findEach(ranges),
        insert: (doc) => collection.insert(doc),
        insertMany: (docs) => collection.insertMany(docs),
        count: () => collection.count(),
        replace: async () => {
          throw new Error('the process ends here');
        },
      };
    },
  };
}
