import { expect, test } from 'vitest';
import { createDisclosureNotes } from '../../../subgraphs/kit/access/access-report.ts';
import { outcomeWriter } from '../../../subgraphs/kit/access/write-outcomes.ts';
import type { Judgement } from '../../../subgraphs/kit/access/judge.ts';
import { openClinic, patient } from './ask-clinic.ts';
import { caller, officerOn } from './caller.ts';

const hundred = Array.from({ length: 100 }, (_, i) => `citizen-${i}`);

test('a hundred citizens of whom the same is disclosed are one entry', async () => {
  const clinic = await openClinic({ patients: hundred.map((id) => patient(id)) });
  const query = 'query ($ids: [ID!]!) { patients(ids: $ids) { id number name isParent leaveDays } }';
  const { report } = await clinic.ask(officerOn(...hundred.slice(1)), query, { ids: hundred });
  expect(report).toEqual({
    policyVersion: 'small-1',
    disclosures: [
      {
        subjects: ['citizen-0'],
        relation: 'NONE',
        denied: ['Patient.isParent', 'Patient.leaveDays', 'Patient.name', 'Patient.number'],
      },
      {
        subjects: hundred.slice(1),
        relation: 'CASE',
        full: ['Patient.name', 'Patient.number'],
        masked: ['Patient.leaveDays'],
        answered: ['Patient.isParent'],
      },
    ],
    denials: ['number', 'name', 'isParent', 'leaveDays'].map((field) => ({
      path: ['patients', field],
      coordinate: `Patient.${field}`,
    })),
  });
});

test('and so are two of whom it was asked in another order', async () => {
  const clinic = await openClinic();
  const query = '{ a: patient(id: "an") { name number } b: patient(id: "binh") { number name } }';
  const { report } = await clinic.ask(officerOn('an', 'binh'), query);
  expect(report.disclosures).toEqual([
    { subjects: ['an', 'binh'], relation: 'CASE', full: ['Patient.name', 'Patient.number'] },
  ]);
});

test('a look-up of nobody has an entry of its own beside one of somebody', () => {
  const judgement = {
    id: 1,
    coordinate: { name: 'Patient.name' },
    outcome: 'full',
    relation: 'DUTY',
  } as Judgement;
  const notes = createDisclosureNotes(outcomeWriter());
  for (const subject of [undefined, 'an', 'binh']) notes.about(subject).add(judgement);
  expect(notes.report('small-1').disclosures).toEqual([
    { subjects: [], relation: 'DUTY', full: ['Patient.name'] },
    { subjects: ['an', 'binh'], relation: 'DUTY', full: ['Patient.name'] },
  ]);
});

test('what is public is not reported', async () => {
  const clinic = await openClinic();
  const query = '{ patients(ids: ["an", "binh"]) { id __typename nurse { name } } __typename }';
  expect((await clinic.ask(officerOn('an'), query)).report).toEqual({
    policyVersion: 'small-1',
    disclosures: [],
    denials: [],
  });
});

test('what is given without any relation is reported about whom it is, and at an entry point too', async () => {
  const clinic = await openClinic();
  const query = '{ patients(ids: ["an"]) { name } neededPatient(id: "binh") { id } }';
  const { data, report } = await clinic.ask(caller({ role: 'EMERGENCY' }), query);
  expect(data).toEqual({ patients: [{ name: 'name of an' }], neededPatient: { id: 'binh' } });
  expect(report.disclosures.toSorted((a, b) => a.subjects.join().localeCompare(b.subjects.join()))).toEqual([
    { subjects: ['an'], relation: 'NONE', full: ['Patient.name'] },
    { subjects: ['binh'], relation: 'NONE', full: ['Query.neededPatient'] },
  ]);
});

test('a field that is about somebody else is reported about them', async () => {
  const clinic = await openClinic();
  const { report } = await clinic.ask(officerOn('binh'), '{ patient(id: "an") { name motherName } }');
  expect(report.disclosures).toEqual([
    { subjects: ['an'], relation: 'NONE', denied: ['Patient.name'] },
    { subjects: ['binh'], relation: 'CASE', full: ['Patient.motherName'] },
  ]);
});

test('each entry names the relation on which it rests', async () => {
  const clinic = await openClinic({ patients: [patient('an', { leaveDays: 12 })] });
  const both = { ...officerOn('an'), organisation: 'clinic-1' };
  const { report } = await clinic.ask(both, '{ patient(id: "an") { number leaveDays } }');
  expect(report.disclosures).toEqual([
    { subjects: ['an'], relation: 'CASE', full: ['Patient.number'], masked: ['Patient.leaveDays'] },
  ]);
});

test('a denied selection is named by the keys of the answer, once, however many records it is denied for', async () => {
  const clinic = await openClinic();
  const query = '{ all: patients(ids: ["an", "binh", "chi"]) { who: name mum: mother { name } } }';
  const { report } = await clinic.ask(caller({ role: 'CITIZEN', citizen: 'an' }), query);
  expect(report.denials).toEqual([
    { path: ['all', 'who'], coordinate: 'Patient.name' },
    { path: ['all', 'mum'], coordinate: 'Patient.mother' },
    { path: ['all', 'mum', 'name'], coordinate: 'Patient.name' },
  ]);
});

test('and it is said of which entities it was denied, under whatever name they were asked for', async () => {
  const clinic = await openClinic();
  const query = `query ($r: [_Any!]!) {
    entities1: _entities(representations: $r) { ... on Patient { name number } }
    patients(ids: ["an", "chi"]) { name }
  }`;
  const r = ['an', 'binh', 'chi'].map((id) => ({ __typename: 'Patient', id }));
  const { report } = await clinic.ask(officerOn('an'), query, { r });
  expect(report.denials).toEqual([
    { path: ['entities1', 'name'], coordinate: 'Patient.name', entities: [1, 2] },
    { path: ['entities1', 'number'], coordinate: 'Patient.number', entities: [1, 2] },
    { path: ['patients', 'name'], coordinate: 'Patient.name' },
  ]);
});

test('no value is ever in a report', async () => {
  const clinic = await openClinic({ patients: [patient('an', { motherId: 'binh' }), patient('binh')] });
  const query = '{ patient(id: "an") { number name mother { name } hasDiagnosis(code: "0123456789") } }';
  for (const access of [officerOn('an'), officerOn('binh'), caller({ role: 'CITIZEN', citizen: 'an' })]) {
    const { report } = await clinic.ask(access, query);
    expect(JSON.stringify(report)).not.toMatch(/name of|0123456789/);
  }
});
