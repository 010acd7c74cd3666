import { readFileSync } from 'node:fs';
import { buildASTSchema, getNamedType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../../schema/lint/classify.ts';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, expectDenials, expectRefused, ofPerson, startKnownHub } from './known-hub.ts';

const { officer, portal, themself, employer, auditor, population, payer } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

const particulars = {
  identifierKind: 'PERSONAL_NUMBER',
  identifier: '001090012345',
  birthDate: '1990-05-17',
};
const literal = '{ identifierKind: PERSONAL_NUMBER, identifier: "001090012345", birthDate: "1990-05-17" }';

describe('K1: who may not see a datum in full may not ask by it', () => {
  const byNumber = (value: string) =>
    `citizenByIdentifier(kind: PERSONAL_NUMBER, value: ${value}) { birthYear }`;
  const verify = (input: string) => `verifyCitizen(input: ${input}) { outcome }`;
  const byCode = (code: string) =>
    `medicalDocumentByCode(kind: DISCHARGE_PAPER, issuerCode: "x", code: ${code}) { ... on DischargePaper { kind } }`;

  test.each<[string, string, string, Readonly<Record<string, unknown>>]>([
    ['an argument', 'citizenByIdentifier', `{ ${byNumber('"001090012345"')} }`, {}],
    [
      'an argument in a variable',
      'citizenByIdentifier',
      `query ($v: String!) { ${byNumber('$v')} }`,
      { v: '1' },
    ],
    ['an argument in a default', 'citizenByIdentifier', `query ($v: String = "1") { ${byNumber('$v')} }`, {}],
    ['a code that is masked otherwise', 'medicalDocumentByCode', `{ ${byCode('"1"')} }`, {}],
    ['input fields', 'verifyCitizen', `{ ${verify(literal)} }`, {}],
    [
      'input fields in a variable',
      'verifyCitizen',
      `query ($i: CitizenParticulars!) { ${verify('$i')} }`,
      { i: particulars },
    ],
    [
      'an input field in a variable of its own',
      'verifyCitizen',
      `query ($n: String!) { ${verify('{ identifierKind: PERSONAL_NUMBER, identifier: $n }')} }`,
      { n: '1' },
    ],
  ])('K1: %s', async (_what, field, query, variables) => {
    const answer = await hub.ask(query, variables, auditor);
    expectDenials(hub, answer, { [field]: null }, [[field, `Query.${field}`, 'BREAK_GLASS_POSSIBLE']]);
  });

  test('K1: a filter by days of illness is denied to whom the days of a death are not shown', async () => {
    const query = `{ ${ofPerson('id medicalDocuments(from: "2026-03-01") { pageInfo { hasNextPage } }')} }`;
    const citizen = { id: knownPerson.id, medicalDocuments: null };
    expectDenials(hub, await hub.ask(query, {}, portal), { citizen }, [
      ['citizen.medicalDocuments', 'Citizen.medicalDocuments', 'NOT_GRANTED'],
    ]);
  });

  test('K1: who may see it may ask by it', async () => {
    const query = `query ($i: CitizenParticulars!) {
      ${byNumber('"001090012345"')} verifyCitizen(input: $i) { outcome mismatches }
    }`;
    const { errors, data } = await hub.ask(query, { i: particulars }, officer);
    expect([errors, data]).toEqual([
      [],
      { citizenByIdentifier: { birthYear: 1990 }, verifyCitizen: { outcome: 'MATCH', mismatches: [] } },
    ]);
  });
});

describe('K3: a value of an enum that tells of a guarded datum', () => {
  const papers = (kinds: string) =>
    ofPerson(`id medicalDocuments(kinds: ${kinds}) { pageInfo { hasNextPage } }`);
  const relatives = (kind: string) =>
    ofPerson(`id familyRelations(kind: ${kind}) { pageInfo { hasNextPage } }`);

  test.each<[string, Asker, string, string, Readonly<Record<string, unknown>>]>([
    ['in a list', portal, 'medicalDocuments', `{ ${papers('[PREGNANCY_REST_CERTIFICATE]')} }`, {}],
    [
      'beside an open one',
      portal,
      'medicalDocuments',
      `{ ${papers('[DISCHARGE_PAPER, MEDICAL_BIRTH_NOTICE]')} }`,
      {},
    ],
    [
      'in a variable',
      portal,
      'medicalDocuments',
      `query ($k: [DocumentKind!]) { ${papers('$k')} }`,
      { k: ['DISCHARGE_PAPER', 'MEDICAL_BIRTH_NOTICE'] },
    ],
    [
      'in a default',
      portal,
      'medicalDocuments',
      `query ($k: [DocumentKind!] = [MEDICAL_ASSESSMENT_RECORD]) { ${papers('$k')} }`,
      {},
    ],
    ['alone', population, 'familyRelations', `{ ${relatives('ADOPTED_CHILD')} }`, {}],
    [
      'alone in a variable',
      population,
      'familyRelations',
      `query ($k: FamilyRelationKind) { ${relatives('$k')} }`,
      { k: 'ADOPTIVE_PARENT' },
    ],
  ])('K3: is denied %s', async (_where, asker, field, query, variables) => {
    const answer = await hub.ask(query, variables, asker);
    expectDenials(hub, answer, { citizen: { id: knownPerson.id, [field]: null } }, [
      [`citizen.${field}`, `Citizen.${field}`, 'NOT_GRANTED'],
    ]);
  });

  test('K3: leaves the other values usable', async () => {
    const query = 'query ($k: [DocumentKind!], $r: FamilyRelationKind)';
    const open = { k: ['DISCHARGE_PAPER'], r: 'CHILD' };
    const asPortal = await hub.ask(
      `${query.replace(', $r: FamilyRelationKind', '')} { ${papers('$k')} }`,
      open,
      portal,
    );
    const asOfficer = await hub.ask(
      `query ($r: FamilyRelationKind) { ${relatives('$r')} }`,
      open,
      population,
    );
    expect([asPortal.errors, asOfficer.errors]).toEqual([[], []]);
    expect(asPortal.data?.['citizen']).toMatchObject({ medicalDocuments: { pageInfo: {} } });
    expect(asOfficer.data?.['citizen']).toMatchObject({ familyRelations: { pageInfo: {} } });
  });
});

describe('K5: a number of things is guarded as they are', () => {
  const supergraph = parse(
    readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
  );
  const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
  const annotations = classify(supergraph);
  const numbers = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(isObjectType(type) ? type.getFields() : {}).map((field) => ({ type, field })),
    )
    .filter(({ field }) => ['Int', 'Float', 'SafeInt'].includes(getNamedType(field.type).name))
    .map(({ type, field }) => `${type.name}.${field.name}`);

  test('K5: no number in the graph is public but versions and terms', () => {
    const isPublic = (coordinate: string) =>
      (annotations.get(coordinate) ?? []).every(({ category }) => category === 'PUBLIC');
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter(isPublic)).toEqual(['EmergencyAccess.minutes', 'RecordSource.version']);
  });

  test.each<[string, Asker, string, string, string, string]>([
    [
      'children',
      employer,
      ofPerson('id livingChildren(on: "2026-03-01")'),
      'citizen',
      'Citizen.livingChildren',
      'NOT_GRANTED',
    ],
    [
      'months',
      auditor,
      ofPerson('id insurance { source { version } totalMonths }'),
      'citizen.insurance',
      'InsuredPerson.totalMonths',
      'BREAK_GLASS_POSSIBLE',
    ],
    [
      'days',
      payer,
      ofPerson('id insurance { source { version } sicknessDaysPaid(year: 2026) }'),
      'citizen.insurance',
      'InsuredPerson.sicknessDaysPaid',
      'NOT_GRANTED',
    ],
  ])('K5: of %s', async (_what, asker, query, parent, coordinate, reason) => {
    const answer = await hub.ask(`{ ${query} }`, {}, asker);
    const field = coordinate.split('.')[1] ?? '';
    expectDenials(hub, answer, { citizen: expect.objectContaining({ id: knownPerson.id }) }, [
      [`${parent}.${field}`, coordinate, reason],
    ]);
    expect(answer.text).toContain(`"${field}":null`);
  });

  test('K5: the pages of a list hold no total', () => {
    const pages = Object.values(schema.getTypeMap()).filter(({ name }) => name.endsWith('Connection'));
    for (const page of pages) {
      const fields = isObjectType(page) ? Object.keys(page.getFields()) : [];
      expect([page.name, fields]).toEqual([page.name, ['edges', 'nodes', 'pageInfo']]);
    }
  });
});

describe('K6: a cursor', () => {
  const page = (after: string) =>
    ofPerson(`familyRelations(first: 1, after: ${after}) { pageInfo { endCursor } nodes { kind } }`);
  const cursorOf = async () => {
    const { data } = await hub.ask(`query ($a: String) { ${page('$a')} }`, {}, themself);
    return /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? expect.unreachable();
  };

  test('K6: says nothing of the row that it stands for', async () => {
    const bytes = Buffer.from(await cursorOf(), 'base64url').toString('latin1');
    expect(bytes).not.toMatch(/CHILD|child|known|2015/);
    expect(await cursorOf()).not.toBe(await cursorOf());
  });

  test('K6: leads on, and where one character of it is another, nowhere', async () => {
    const after = await cursorOf();
    const ask = (a: string) => hub.ask(`query ($a: String) { ${page('$a')} }`, { a }, themself);
    expect((await ask(after)).data?.['citizen']).toMatchObject({
      familyRelations: { nodes: [{ kind: 'SPOUSE' }] },
    });
    const changed = `${after.slice(0, 20)}${after[20] === 'A' ? 'B' : 'A'}${after.slice(21)}`;
    const answer = await ask(changed);
    expect(answer.data).toEqual({ citizen: { familyRelations: null } });
    expect(answer.errors).toHaveLength(1);
    expect(answer.text).not.toContain('SPOUSE');
  });
});

test('one operation does not walk through more than 200 people', async () => {
  const walk = (count: number) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${ofPerson('id')}`).join(' ')} }`;
  expectRefused(await hub.ask(walk(201), {}, officer), 400, 'OPERATION_TOO_COMPLEX');
  expect((await hub.ask(walk(50), {}, officer)).errors).toEqual([]);
});
