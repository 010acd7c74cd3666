import { beforeAll, describe, expect, test } from 'vitest';
import type { MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import { askEntities, runEntities } from '../ask-entities.ts';
import type { OpenSubgraph } from '../execute.ts';
import { at, pageOf, walkPages, type Page } from '../walk-pages.ts';
import { openHealth, paper } from './records.ts';

/** Asks about one citizen. */
async function askCitizen(papers: readonly MedicalDocumentRecord[], selection: string, id = 'citizen-a') {
  const { entities } = await askEntities(await openHealth(...papers), 'Citizen', [id], selection);
  return entities[0];
}

const certificateOn = (day: number, id: string, citizenId = 'citizen-a') => {
  const leaveFrom = `2026-05-${String(day).padStart(2, '0')}`;
  return paper('SICK_LEAVE_CERTIFICATE', id, { citizenId, leaveFrom, leaveTo: leaveFrom, leaveDays: 1 });
};

describe("the list of a person's papers", () => {
  let subgraph: OpenSubgraph;
  beforeAll(async () => {
    subgraph = await openHealth(
      certificateOn(3, 'c3'),
      paper('DISCHARGE_PAPER', 'd'),
      certificateOn(1, 'c1'),
      certificateOn(2, 'c2'),
      paper('MEDICAL_ASSESSMENT_RECORD', 'a'),
      certificateOn(9, 'other', 'citizen-b'),
    );
  });
  const ask = (listArguments: string) =>
    runEntities(subgraph, 'Citizen', ['citizen-a'], `medicalDocuments${listArguments} ${pageOf('id')}`);
  const pageAt = async (listArguments: string) =>
    at<Page>(await ask(listArguments), '_entities', 0, 'medicalDocuments');
  const ids = ({ nodes }: Page) => nodes.map(({ id }) => id);

  test.each([
    ['nothing, the latest event first', '', ['c3', 'c2', 'c1', 'a', 'd']],
    ['nulls, as by nothing', '(from: null, to: null, kinds: null)', ['c3', 'c2', 'c1', 'a', 'd']],
    ['a kind', '(kinds: [SICK_LEAVE_CERTIFICATE])', ['c3', 'c2', 'c1']],
    ['kinds', '(kinds: [DISCHARGE_PAPER, SICK_LEAVE_CERTIFICATE])', ['c3', 'c2', 'c1', 'd']],
    ['the same kind twice', '(kinds: [DISCHARGE_PAPER, DISCHARGE_PAPER])', ['d']],
    ['no kind', '(kinds: [])', []],
    ['a kind of another agency', '(kinds: [BIRTH_EXTRACT])', []],
    ['a first day', '(from: "2026-05-02")', ['c3', 'c2']],
    ['a last day', '(to: "2026-05-02")', ['c2', 'c1', 'a', 'd']],
    ['days', '(from: "2026-03-06", to: "2026-05-01")', ['c1', 'a', 'd']],
    ['days and kinds', '(from: "2026-03-06", to: "2026-05-01", kinds: [DISCHARGE_PAPER])', ['d']],
  ])('holds what is asked for by %s', async (_name, listArguments, expected) => {
    expect(ids(await pageAt(listArguments))).toEqual(expected);
  });

  test('refuses days in the wrong order and a page that is too long', async () => {
    expect((await ask('(from: "2026-05-02", to: "2026-05-01")')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask('(first: 101)')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test.each([
    ['', ['c3', 'c2', 'c1', 'a', 'd']],
    [', kinds: [SICK_LEAVE_CERTIFICATE, DISCHARGE_PAPER], to: "2026-05-02"', ['c2', 'c1', 'd']],
    [', from: "2026-03-20"', ['c3', 'c2', 'c1', 'a']],
  ])('goes on where the page before ended%s', async (filter, expected) => {
    const pages = await walkPages((after) => pageAt(`(first: 2, after: ${JSON.stringify(after)}${filter})`));
    expect(pages.flatMap(ids)).toEqual(expected);
    expect(pages).toHaveLength(Math.ceil(expected.length / 2));
  });

  test('says nothing in its cursors of the days it is ordered by', async () => {
    const { edges } = await pageAt('');
    const cursor = Buffer.from(edges[0]?.cursor ?? '', 'base64url').toString('latin1');
    expect(cursor).not.toContain('2026');
  });
});

describe('questions in place of papers', () => {
  const stayAndLeave = [paper('DISCHARGE_PAPER', 'd'), paper('SICK_LEAVE_CERTIFICATE', 's')];

  test('answers whether leave covers a period and whether it was spent in hospital', async () => {
    const answers = await askCitizen(
      stayAndLeave,
      `whole: hasLeaveCovering(from: "2026-03-02", to: "2026-03-09") { outcome extent }
       part: hasLeaveCovering(from: "2026-03-01", to: "2026-03-09") { outcome extent }
       never: hasLeaveCovering(from: "2026-04-01", to: "2026-04-02") { outcome extent }
       inside: stayedInHospital(from: "2026-03-03", to: "2026-03-06")
       outside: stayedInHospital(from: "2026-03-06", to: "2026-03-07")
       later: stayedInHospital(from: "2026-03-08", to: "2026-03-09")`,
    );
    expect(answers).toEqual({
      whole: { outcome: 'MATCH', extent: 'FULL' },
      part: { outcome: 'MISMATCH', extent: 'PARTIAL' },
      never: { outcome: 'NOT_FOUND', extent: null },
      inside: 'MATCH',
      outside: 'MISMATCH',
      later: 'NOT_FOUND',
    });
  });

  test('reads on when a person has more papers than one read holds', async () => {
    const long = Array.from({ length: 120 }, (_, offset) => {
      const day = Temporal.PlainDate.from('2026-01-01').add({ days: offset }).toString();
      return paper('SICK_LEAVE_CERTIFICATE', `s${offset}`, { leaveFrom: day, leaveTo: day, leaveDays: 1 });
    });
    const answer = await askCitizen(
      long,
      'hasLeaveCovering(from: "2026-01-01", to: "2026-04-30") { extent }',
    );
    expect(answer).toEqual({ hasLeaveCovering: { extent: 'FULL' } });
  });

  test('refuses a period that ends before it begins', async () => {
    const question = 'stayedInHospital(from: "2026-03-02", to: "2026-03-01")';
    const { codes } = await runEntities(await openHealth(), 'Citizen', ['citizen-a'], question);
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  test('answers a death by the day, and a later one as a no', async () => {
    const question = 'on: hasDeathNotice(by: "2026-03-06") before: hasDeathNotice(by: "2026-03-05")';
    const notice = paper('MEDICAL_DEATH_NOTICE', 'n');
    expect(await askCitizen([notice], question)).toEqual({ on: 'MATCH', before: 'MISMATCH' });
    expect(await askCitizen([], question)).toEqual({ on: 'NOT_FOUND', before: 'NOT_FOUND' });
  });

  test('answers a birth to both parents, by the day in Vietnam, and not to the child', async () => {
    const notice = paper('MEDICAL_BIRTH_NOTICE', 'n', { fatherId: 'citizen-f', childId: 'citizen-c' });
    const question = 'on: hasBirthNotice(bornOn: "2026-03-06") before: hasBirthNotice(bornOn: "2026-03-05")';
    const yes = { on: 'MATCH', before: 'NOT_FOUND' };
    expect(await askCitizen([notice], question)).toEqual(yes);
    expect(await askCitizen([notice], question, 'citizen-f')).toEqual(yes);
    expect(await askCitizen([notice], question, 'citizen-c')).toEqual({
      on: 'NOT_FOUND',
      before: 'NOT_FOUND',
    });
  });

  test('gives the birth notices that name a person to each of those named', async () => {
    const subgraph = await openHealth(
      paper('MEDICAL_BIRTH_NOTICE', 'n', { fatherId: 'citizen-f', childId: 'citizen-c' }),
      paper('DISCHARGE_PAPER', 'd'),
    );
    const { entities } = await askEntities(
      subgraph,
      'Citizen',
      ['citizen-a', 'citizen-f', 'citizen-c', 'citizen-x'],
      'birthNotices { nodes { id subject { id } declaredFather { id } newborn { id } } }',
    );
    const notice = {
      id: 'n',
      subject: { id: 'citizen-a' },
      declaredFather: { id: 'citizen-f' },
      newborn: { id: 'citizen-c' },
    };
    const named = { birthNotices: { nodes: [notice] } };
    expect(entities).toEqual([named, named, named, { birthNotices: { nodes: [] } }]);
  });
});
