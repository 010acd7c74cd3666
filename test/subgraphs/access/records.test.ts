import { beforeAll, describe, expect, test } from 'vitest';
import { openClinic, paper, patient, type OpenClinic } from './ask-clinic.ts';
import { caller, officerOn } from './caller.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({
    patients: [
      patient('an', {
        motherId: 'binh',
        bornOn: '1990-05-17',
        leaveDays: 50,
        aliases: ['alias-0001', 'Ánh'],
      }),
      patient('binh'),
      patient('chi'),
    ],
    papers: [paper('p1', 'an', { diagnosis: 'diagnosis of p1' }), paper('p2', 'an')],
  });
});

const names = '{ patients(ids: ["an", "binh"]) { id name } }';
const all =
  '{ patient(id: "an") { id number name bornOn leaveDays isParent mother { id } address { street } } }';

describe('each record is judged for itself', () => {
  test('two patients in one list get two verdicts', async () => {
    const { data, codes } = await clinic.ask(officerOn('binh'), names);
    expect(data).toEqual({
      patients: [
        { id: 'an', name: null },
        { id: 'binh', name: 'name of binh' },
      ],
    });
    expect(codes).toEqual([]);
  });

  test('and the order in which they come does not matter', async () => {
    const swapped = names.replace('"an", "binh"', '"binh", "an", "binh"');
    expect((await clinic.ask(officerOn('binh'), swapped)).data).toEqual({
      patients: [
        { id: 'binh', name: 'name of binh' },
        { id: 'an', name: null },
        { id: 'binh', name: 'name of binh' },
      ],
    });
  });

  test('a record that two parents share is judged under each of them', async () => {
    const query = 'query ($ids: [ID!]!) { patients(ids: $ids) { nurse { name note } } }';
    const ofAn = { nurse: { name: 'Hoa', note: 'cared for' } };
    const ofBinh = { nurse: { name: 'Hoa', note: null } };
    const { data } = await clinic.ask(officerOn('an'), query, { ids: ['an', 'binh', 'an'] });
    expect(data).toEqual({ patients: [ofAn, ofBinh, ofAn] });
    const other = await clinic.ask(officerOn('an'), query, { ids: ['binh', 'an', 'binh'] });
    expect(other.data).toEqual({ patients: [ofBinh, ofAn, ofBinh] });
  });

  test('a record that is reached in two ways is judged by each of them', async () => {
    const query = '{ a: patient(id: "an") { motherName mother { name } } b: patient(id: "binh") { name } }';
    const seesAn = await clinic.ask(caller({ role: 'CITIZEN', citizen: 'an' }), query);
    expect(seesAn.data).toEqual({ a: { motherName: null, mother: { name: null } }, b: { name: null } });
    const seesMother = await clinic.ask(caller({ role: 'CITIZEN', citizen: 'binh' }), query);
    expect(seesMother.data).toEqual({
      a: { motherName: 'name of binh', mother: null },
      b: { name: 'name of binh' },
    });
  });

  test('an alias, a fragment or a second selection does not change it', async () => {
    const query = `query { a: patient(id: "an") { name: id x: name ...F } b: patient(id: "binh") { ...F } }
      fragment F on Patient { name2: name ... on Patient { number } }`;
    expect((await clinic.ask(officerOn('binh'), query)).data).toEqual({
      a: { name: 'an', x: null, name2: null, number: null },
      b: { name2: 'name of binh', number: '0123456789binh' },
    });
  });

  test('what the gateway asks as entities too, and none is missing for want of a relation', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Patient { id name } } }`;
    const r = ['an', 'binh', 'nobody'].map((id) => ({ __typename: 'Patient', id }));
    expect((await clinic.ask(officerOn('binh'), query, { r })).data).toEqual({
      _entities: [
        { __typename: 'Patient', id: 'an', name: null },
        { __typename: 'Patient', id: 'binh', name: 'name of binh' },
        null,
      ],
    });
  });
});

describe('whom an object is about', () => {
  const objects = '{ patient(id: "an") { address { street } emergencyContact { street } } }';

  test('it says itself, or it is about whom the object around it is about', async () => {
    const { data } = await clinic.ask(officerOn('an'), objects);
    expect(data).toEqual({ patient: { address: { street: 'street of an' }, emergencyContact: null } });
  });

  test('a field can be about somebody else than its object, with all that is below it', async () => {
    const { data } = await clinic.ask(officerOn('binh'), objects);
    expect(data).toEqual({ patient: { address: null, emergencyContact: { street: 'street of binh' } } });
  });

  test('but where the record does not say about whom, it is about whom its object is about', async () => {
    const query = '{ patient(id: "binh") { emergencyContact { street } } }';
    const { data } = await clinic.ask(officerOn('binh'), query);
    expect(data).toEqual({ patient: { emergencyContact: { street: 'street of nobody' } } });
    expect((await clinic.ask(officerOn('an'), query)).data).toEqual({ patient: { emergencyContact: null } });
  });

  test('in lists too', async () => {
    const query =
      '{ patient(id: "an") { papers { nodes { title patient { id } days { day } } edges { node { id } } } } }';
    const { data } = await clinic.ask(caller({ role: 'CITIZEN', citizen: 'an' }), query);
    const days = [{ day: '2026-07-01' }, { day: '2026-07-02' }];
    expect(data).toEqual({
      patient: {
        papers: {
          nodes: ['p1', 'p2'].map((id) => ({ title: `title of ${id}`, patient: { id: 'an' }, days })),
          edges: [{ node: { id: 'p1' } }, { node: { id: 'p2' } }],
        },
      },
    });
    expect((await clinic.ask(caller({ role: 'CITIZEN', citizen: 'binh' }), query)).data).toEqual({
      patient: { papers: null },
    });
  });
});

describe('what is denied', () => {
  test('is null, and its resolver does not run', async () => {
    const { data, ran, codes } = await clinic.ask(officerOn('binh'), all);
    expect(data).toEqual({
      patient: {
        id: 'an',
        number: null,
        name: null,
        bornOn: null,
        leaveDays: null,
        isParent: null,
        mother: null,
        address: null,
      },
    });
    expect({ ran, codes }).toEqual({ ran: [], codes: [] });
  });

  test('takes the object with it where the schema allows no null, and says no value', async () => {
    const query = '{ patient(id: "an") { id requiredName } }';
    expect(await clinic.ask(officerOn('binh'), query)).toMatchObject({
      data: { patient: null },
      codes: ['UNAUTHORIZED_FIELD_OR_TYPE'],
    });
    expect((await clinic.ask(officerOn('an'), query)).data).toEqual({
      patient: { id: 'an', requiredName: 'name of an' },
    });
  });

  test('is told from what failed at the same field of another record', async () => {
    const broken = await openClinic({
      patients: [patient('an'), patient('binh', { name: undefined as unknown as string })],
    });
    const query = '{ patients(ids: ["an", "binh"]) { requiredName } }';
    expect(await broken.ask(officerOn('binh'), query)).toMatchObject({
      data: { patients: [null, null] },
      codes: ['UNAUTHORIZED_FIELD_OR_TYPE', undefined],
      report: { denials: [{ path: ['patients', 'requiredName'], coordinate: 'Patient.requiredName' }] },
    });
  });

  test('includes every field that is not classified, for everybody', async () => {
    const query = '{ patient(id: "an") { unclassified } }';
    for (const access of [undefined, officerOn('an'), caller({ role: 'CITIZEN', citizen: 'an' })]) {
      expect(await clinic.ask(access, query)).toMatchObject({
        data: { patient: { unclassified: null } },
        ran: [],
      });
    }
  });
});

describe('what a relation allows', () => {
  test('an answer that is derived from a datum, where the datum itself is denied', async () => {
    expect((await clinic.ask(officerOn('an'), all)).data).toMatchObject({
      patient: { isParent: true, mother: null },
    });
  });

  test('a masked value, and no more', async () => {
    const masked = '{ patient(id: "an") { number name aliases bornOn leaveDays address { street } } }';
    const { data } = await clinic.ask(caller({ organisation: 'clinic-1' }), masked);
    expect(data).toEqual({
      patient: {
        number: '****89an',
        name: null,
        aliases: ['****0001', '****'],
        bornOn: '1990-01-01',
        leaveDays: 31,
        address: null,
      },
    });
  });

  test('of an object that could only be masked nothing: there is no half of it', async () => {
    const query = '{ patient(id: "an") { workplace { name } } }';
    const masked = await clinic.ask(caller({ organisation: 'clinic-1' }), query);
    expect(masked).toMatchObject({ data: { patient: { workplace: null } }, ran: [] });
    expect((await clinic.ask(officerOn('an'), query)).data).toEqual({
      patient: { workplace: { name: 'workplace of an' } },
    });
  });

  test('a guarded value in full, but for its mask', async () => {
    expect((await clinic.ask(officerOn('an'), all)).data).toMatchObject({ patient: { leaveDays: 31 } });
  });

  test('the best of what several relations allow', async () => {
    const both = { ...officerOn('an'), organisation: 'clinic-1' };
    expect((await clinic.ask(both, '{ patients(ids: ["an", "chi"]) { number } }')).data).toEqual({
      patients: [{ number: '0123456789an' }, { number: '****9chi' }],
    });
  });
});

describe('who asks', () => {
  const isAllowed = async (access: Parameters<OpenClinic['ask']>[0]): Promise<boolean> => {
    const { data } = await clinic.ask(access, '{ patient(id: "an") { id name } }');
    const { name, ...rest } = (data as { patient: { id: string; name: string | null } }).patient;
    expect(rest).toEqual({ id: 'an' });
    return name !== null;
  };

  test('without a word of the gateway sees what is public', async () => {
    expect(await isAllowed(undefined)).toBe(false);
  });

  test('without a purpose too, or for one that is not in the register', async () => {
    expect(await isAllowed({ ...officerOn('an'), purpose: 'NONE' })).toBe(false);
    expect(await isAllowed({ ...officerOn('an'), purpose: 'ANYTHING' })).toBe(false);
  });

  test('and is not known surely enough for the purpose too', async () => {
    expect(await isAllowed({ ...officerOn('an'), assurance: 1 })).toBe(false);
    expect(await isAllowed({ ...officerOn('an'), assurance: 1, purpose: 'CARELESS' })).toBe(true);
  });

  test('about their own file has no more than anybody about theirs', async () => {
    expect(await isAllowed(officerOn('an'))).toBe(true);
    expect(await isAllowed({ ...officerOn('an'), citizen: 'an' })).toBe(false);
  });

  test('is judged by the table of the agency, whatever version the gateway names', async () => {
    const forged = { ...officerOn('binh'), policyVersion: 'another' };
    expect(await isAllowed(forged)).toBe(false);
    const { report } = await clinic.ask(forged, names);
    expect(report.policyVersion).toBe('small-1');
  });
});
