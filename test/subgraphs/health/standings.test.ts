import { describe, expect, test } from 'vitest';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { standings } from '../../../subgraphs/health/standings.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import { standingOf } from '../standing-of.ts';
import { kinds, paper } from './records.ts';

const typeOf = (kind: string) =>
  kind
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

test.each(kinds)('a paper of kind %s is of its person, made by its issuer, and named by cases', (kind) => {
  expect(standingOf(standings, typeOf(kind), paper(kind, 'p'))).toMatchObject({
    subject: 'citizen-a',
    document: 'p',
    madeBy: ['01001'],
  });
});

test('notices of births and deaths, and no other papers, are the duty of the registrar', () => {
  const onDuty = kinds.filter((kind) =>
    standingOf(standings, typeOf(kind), paper(kind, 'p')).duty?.includes('JUSTICE_REGISTRAR'),
  );
  expect(onDuty).toEqual(['MEDICAL_BIRTH_NOTICE', 'MEDICAL_DEATH_NOTICE']);
});

describe('a birth notice', () => {
  const known = paper('MEDICAL_BIRTH_NOTICE', 'n', { fatherId: 'father', childId: 'child' });
  const unknown = paper('MEDICAL_BIRTH_NOTICE', 'n');
  const subjectOf = (field: string, notice = known) =>
    standingOf(standings, `MedicalBirthNotice.${field}`, notice).subject;

  test("tells the child's particulars of the child, and of the mother while nobody knows the child", () => {
    expect(subjectOf('childIntendedName')).toBe('child');
    expect(subjectOf('childCondition')).toBe('child');
    expect(subjectOf('childIntendedName', unknown)).toBe('citizen-a');
  });

  test("tells the father's of the father, and of nobody while it does not say who he is", () => {
    expect(subjectOf('fatherIdNumber')).toBe('father');
    expect(subjectOf('fatherIdNumber', unknown)).toBeUndefined();
  });

  test("tells a surrogate mother's to nobody for whose sake it is their own paper", () => {
    expect(standingOf(standings, 'MedicalBirthNotice.surrogateName', known)).toEqual({
      document: 'n',
      madeBy: ['01001'],
      duty: ['AUDITOR', 'JUSTICE_REGISTRAR'],
    });
  });
});

test.each([
  ['DISCHARGE_PAPER', 'motherName'],
  ['DISCHARGE_PAPER', 'fatherSiNumber'],
  ['SICK_LEAVE_CERTIFICATE', 'fatherName'],
  ['MEDICAL_RECORD_SUMMARY', 'guardianName'],
  ['MEDICAL_DEATH_NOTICE', 'relativeName'],
] as const)('on a %s the %s is about somebody else than the patient', (kind, field) => {
  const standing = standingOf(standings, `${typeOf(kind)}.${field}`, paper(kind, 'p'));
  expect(standing.subject).toBeUndefined();
  expect(standing.document).toBe('p');
});

test('every standing is that of a type or a field that there is', async () => {
  const schema = await subgraphSchema(health);
  const unknown = Object.keys(standings).filter((name) => {
    const [typeName = '', field] = name.split('.');
    const type = schema.getType(typeName);
    return !type || !('getFields' in type) || (field !== undefined && !(field in type.getFields()));
  });
  expect(unknown).toEqual([]);
});
