import { beforeAll, describe, expect, test } from 'vitest';
import { openClinic, paper, patient, type OpenClinic } from './ask-clinic.ts';
import { caller, officerOn } from './caller.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({
    patients: [patient('an'), patient('binh')],
    papers: [paper('p1', 'an'), paper('p2', 'binh')],
  });
});

const officer = officerOn('an');
const citizen = caller({ role: 'CITIZEN', citizen: 'an' });

async function ask(args: string, access = officer) {
  const { data, ran, report } = await clinic.ask(
    access,
    `{ patient(id: "an") { papers${args} { nodes { id } } } }`,
  );
  const { papers } = (data as { patient: { papers: unknown } }).patient;
  expect(report.denials.every(({ coordinate }) => coordinate === 'Patient.papers')).toBe(true);
  return { papers, ran, denied: report.disclosures.flatMap(({ denied = [] }) => denied) };
}

const served = { papers: { nodes: [{ id: 'p1' }] }, ran: ['Patient.papers'], denied: [] };
const refused = (coordinate: string) => ({ papers: null, ran: [], denied: [coordinate] });

describe('an argument that may not be seen may not be asked by', () => {
  test('alone', async () => {
    const query = '{ patient(id: "an") { hasDiagnosis(code: "A15") } }';
    expect(await clinic.ask(officer, query)).toMatchObject({
      data: { patient: { hasDiagnosis: null } },
      ran: [],
    });
    expect((await clinic.ask(citizen, query)).data).toEqual({ patient: { hasDiagnosis: true } });
  });

  test('and the field that is asked by nothing is served', async () => {
    for (const args of ['', '(code: null)']) {
      const { data } = await clinic.ask(officer, `{ patient(id: "an") { hasDiagnosis${args} } }`);
      expect(data).toEqual({ patient: { hasDiagnosis: true } });
    }
  });

  test.each([
    ['a field of an input object', '(where: { diagnosis: "A15" })', 'PaperFilter.diagnosis'],
    [
      'one deep inside',
      '(where: { any: [{ title: "x" }, { any: { diagnosis: "A15" } }] })',
      'PaperFilter.diagnosis',
    ],
    ['the value of an enum', '(orderBy: DIAGNOSIS)', 'PaperOrder.DIAGNOSIS'],
    ['an argument without a classification', '(unclassified: true)', 'Patient.papers(unclassified:)'],
    ['an input field without one', '(where: { unclassified: "x" })', 'PaperFilter.unclassified'],
  ])('%s', async (_what, args, coordinate) => {
    expect(await ask(args)).toEqual(refused(coordinate));
  });

  test.each([
    ['a field that may be seen', '(where: { title: "x" }, orderBy: TITLE)'],
    ['one that is null', '(where: { diagnosis: null, any: [{ diagnosis: null }] })'],
    ['an object without fields', '(where: {})'],
  ])('but %s is served', async (_what, args) => {
    expect(await ask(args)).toEqual(served);
  });

  test('in a variable or its default as in the text', async () => {
    const query = (definition: string) =>
      `query (${definition}) { patient(id: "an") { papers(where: $where) { nodes { id } } } }`;
    const inVariable = await clinic.ask(officer, query('$where: PaperFilter'), {
      where: { diagnosis: 'A15' },
    });
    expect(inVariable).toMatchObject({ data: { patient: { papers: null } }, ran: [] });
    const inDefault = await clinic.ask(officer, query('$where: PaperFilter = { diagnosis: "A15" }'));
    expect(inDefault).toMatchObject({ data: { patient: { papers: null } }, ran: [] });
    const left = await clinic.ask(officer, query('$where: PaperFilter'), {});
    expect(left.data).toEqual({ patient: { papers: { nodes: [{ id: 'p1' }] } } });
  });

  test('whoever may see the datum may ask by it', async () => {
    expect(await ask('(where: { diagnosis: "A15" }, orderBy: DIAGNOSIS)', citizen)).toEqual(served);
  });

  test('and what they asked by is reported under the relation on which it was let in', async () => {
    const { report } = await clinic.ask(
      citizen,
      `{ patient(id: "an") { papers(where: { any: [{ diagnosis: "A15" }] }, orderBy: DIAGNOSIS, first: 1) { pageInfo { hasNextPage } } } }`,
    );
    expect(report.disclosures).toEqual([
      {
        subjects: ['an'],
        relation: 'SELF',
        full: ['Patient.papers'],
        used: ['PaperFilter.diagnosis', 'PaperOrder.DIAGNOSIS'],
      },
    ]);
    const atRoot = await clinic.ask(citizen, '{ patientByNumber(number: "0123456789an") { id } }');
    expect(atRoot.report.disclosures).toEqual([
      { subjects: ['an'], relation: 'SELF', used: ['Query.patientByNumber(number:)'] },
    ]);
  });

  test('a masked value may not: a filter would tell what the mask hides', async () => {
    const masked = caller({ organisation: 'clinic' });
    const { data, ran } = await clinic.ask(masked, '{ patientByNumber(number: "0123456789an") { id } }');
    expect({ data, ran }).toEqual({ data: { patientByNumber: null }, ran: [] });
  });

  test('for one of two in a list, when it is so for that one alone', async () => {
    const query = '{ patients(ids: ["an", "binh"]) { hasDiagnosis(code: "A15") } }';
    expect((await clinic.ask(citizen, query)).data).toEqual({
      patients: [{ hasDiagnosis: true }, { hasDiagnosis: null }],
    });
  });
});
