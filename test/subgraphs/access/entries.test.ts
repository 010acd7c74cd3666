import { beforeAll, describe, expect, test } from 'vitest';
import { openClinic, paper, patient, type OpenClinic } from './ask-clinic.ts';
import { caller, officerOn } from './caller.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({
    patients: ['an', 'binh', 'chi'].map((id) => patient(id)),
    papers: [paper('p1', 'an'), paper('p2', 'binh')],
  });
});

/** What the caller is told: all but what goes to the log of disclosures. */
async function told(...question: Parameters<OpenClinic['ask']>) {
  const { data, codes, report } = await clinic.ask(...question);
  return { data, codes, denials: report.denials };
}

describe('a record that is found by what the caller may not see of it', () => {
  const byNumber = 'query ($number: String!) { found: patientByNumber(number: $number) { id name } }';

  test('cannot be told from one that is not there', async () => {
    const denied = await told(officerOn('binh'), byNumber, { number: '0123456789an' });
    const absent = await told(officerOn('binh'), byNumber, { number: 'nobody has it' });
    expect(denied).toEqual(absent);
    expect(denied).toEqual({ data: { found: null }, codes: [], denials: [] });
  });

  test('is noted for the log', async () => {
    const { report } = await clinic.ask(officerOn('binh'), byNumber, { number: '0123456789an' });
    expect(report.disclosures).toEqual([
      { subjects: ['an'], relation: 'NONE', denied: ['Query.patientByNumber(number:)'] },
    ]);
  });

  test('is found by those who may see it', async () => {
    const found = { data: { found: { id: 'an', name: 'name of an' } }, codes: [], denials: [] };
    expect(await told(officerOn('an'), byNumber, { number: '0123456789an' })).toEqual(found);
  });

  test('is not even looked for where no relation of the caller could allow it', async () => {
    const { data, ran, report } = await clinic.ask(undefined, byNumber, { number: '0123456789an' });
    expect({ data, ran }).toEqual({ data: { found: null }, ran: [] });
    expect(report).toMatchObject({
      disclosures: [{ subjects: [], relation: 'NONE', denied: ['Query.patientByNumber(number:)'] }],
      denials: [{ path: ['found'], coordinate: 'Query.patientByNumber' }],
    });
  });

  test('of an abstract type too', async () => {
    const byCode = 'query ($code: String!) { record(code: $code) { __typename id title } }';
    const denied = await told(officerOn('binh'), byCode, { code: 'p1' });
    expect(denied).toEqual(await told(officerOn('binh'), byCode, { code: 'none' }));
    expect((await told(officerOn('binh'), byCode, { code: 'p2' })).data).toEqual({
      record: { __typename: 'Paper', id: 'p2', title: 'title of p2' },
    });
  });
});

describe('a list of records at the root', () => {
  test('leaves out those that the caller may not see', async () => {
    expect(await told(officerOn('chi', 'an'), '{ patientsNamed { id } }')).toEqual({
      data: { patientsNamed: [{ id: 'an' }, { id: 'chi' }] },
      codes: [],
      denials: [],
    });
  });

  test('has null for them where null is what was not found', async () => {
    const query = '{ matches(ids: ["an", "nobody", "binh"]) { id } }';
    expect(await told(officerOn('binh'), query)).toEqual({
      data: { matches: [null, null, { id: 'binh' }] },
      codes: [],
      denials: [],
    });
  });

  test('leaves out the record that the filter may not be used on', async () => {
    // Of the ward the name would be shown masked: to find by it would tell the rest.
    const query = 'query ($name: String) { patientsNamed(name: $name) { id } }';
    const guardian = caller({ role: 'CITIZEN', citizen: 'an', relations: { represented: ['binh'] } });
    expect((await told(guardian, query, { name: 'x' })).data).toEqual({ patientsNamed: [{ id: 'an' }] });
  });
});

test('a record that must be there and is denied takes the answer with it, without a value', async () => {
  const query = '{ neededPatient(id: "an") { id } }';
  expect(await told(officerOn('binh'), query)).toMatchObject({
    data: null,
    codes: ['UNAUTHORIZED_FIELD_OR_TYPE'],
  });
  expect((await told(officerOn('an'), query)).data).toEqual({ neededPatient: { id: 'an' } });
});

test('a value at the root is about nobody, and so denied unless it is public', async () => {
  expect(await clinic.ask(officerOn('an'), '{ paperCount }')).toMatchObject({
    data: { paperCount: null },
    ran: [],
  });
});

test('what may be shown masked may not be asked for', async () => {
  // To the clinic the number is masked: to find by it would tell the rest.
  const masked = caller({ organisation: 'clinic-1' });
  expect(await clinic.ask(masked, '{ patientByNumber(number: "0123456789an") { id } }')).toMatchObject({
    data: { patientByNumber: null },
    ran: [],
  });
});

describe('an answer about a record', () => {
  const ofPatient = 'query ($code: String!) { patient(id: "an") { lookup(code: $code) { outcome } } }';
  const atRoot = 'query ($code: String!) { lookup(code: $code) { outcome } }';

  test('is about whom the record is about', async () => {
    expect((await told(officerOn('an'), atRoot, { code: 'p1' })).data).toEqual({
      lookup: { outcome: 'MATCH' },
    });
    expect(await told(officerOn('binh'), atRoot, { code: 'p1' })).toEqual(
      await told(officerOn('binh'), atRoot, { code: 'none' }),
    );
  });

  test('where there is none, about whom the object around it is about', async () => {
    const answer = async (code: string) => (await told(officerOn('an'), ofPatient, { code })).data;
    expect(await answer('none')).toEqual({ patient: { lookup: { outcome: 'NOT_FOUND' } } });
    expect(await answer('p2')).toEqual({ patient: { lookup: { outcome: null } } });
  });

  test('and at the root about nobody', async () => {
    expect((await told(officerOn('an'), atRoot, { code: 'none' })).data).toEqual({ lookup: null });
  });
});

test('an entry point can be open to those who have a duty, whatever comes out', async () => {
  const query = '{ audit { outcome advice } }';
  expect((await told(caller({ role: 'AUDITOR' }), query)).data).toEqual({
    audit: { outcome: null, advice: 'none' },
  });
  expect(await told(officerOn('an'), query)).toMatchObject({
    data: { audit: null },
    denials: [{ path: ['audit'], coordinate: 'Query.audit' }],
  });
});

test('an object that nobody placed has the relations of nobody', async () => {
  // `PaperDay` is about whom its paper is about; the paper of another is not opened by it.
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Paper { id days { day } } } }`;
  const r = ['p1', 'p2'].map((id) => ({ __typename: 'Paper', id }));
  expect((await clinic.ask(undefined, query, { r })).data).toEqual({
    _entities: [
      { id: 'p1', days: null },
      { id: 'p2', days: null },
    ],
  });
});

test('what is denied of an object leaves the key by which it was asked for', async () => {
  // The very type is denied, and keys are never null: without its key the gateway would take the answer for a failure.
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Finding { id text } } }`;
  const r = ['f1', 'f2'].map((id) => ({ __typename: 'Finding', id }));
  const { data, codes, report } = await clinic.ask(officerOn('an'), query, { r });
  expect(data).toEqual({
    _entities: [
      { id: 'f1', text: null },
      { id: 'f2', text: null },
    ],
  });
  expect(codes).toEqual([]);
  expect(report.denials.map(({ coordinate }) => coordinate)).toEqual(['Finding.text']);
});
