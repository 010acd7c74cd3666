import { beforeAll, describe, expect, test } from 'vitest';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type { BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import type { Stored } from '../../subgraphs/kit/store/port.ts';
import type { CitizenRecord, FamilyRelationRecord } from '../../subgraphs/population/collections.ts';
import type { ClaimRecord, ContributionRecord } from '../../subgraphs/vss/collections.ts';
import { defaultDay, generateWorld } from './generate-world.ts';
import { tellStories } from './stories.ts';
import type { WorldRecord } from './world-record.ts';

const options = { seed: 'test-world', population: 3000, asOf: defaultDay };
let records: readonly WorldRecord[];
beforeAll(() => {
  records = [...generateWorld(options)].flat();
});

function all<T extends Stored>(collection: WorldRecord['collection']): readonly T[] {
  return records.filter((record) => record.collection === collection).map(({ doc }) => doc as unknown as T);
}
const citizens = () => all<CitizenRecord>('citizens');
const papers = () => all<MedicalDocumentRecord>('medicalDocuments');

describe('the same seed', () => {
  test('gives the same world, byte for byte', () => {
    expect(JSON.stringify([...generateWorld(options)].flat())).toBe(JSON.stringify(records));
  });

  test('makes a smaller world the beginning of a larger one', () => {
    const small = [...generateWorld({ ...options, population: 500 })].flat();
    expect(JSON.stringify(small)).toBe(JSON.stringify(records.slice(0, small.length)));
  });

  test('gives another world for another seed', () => {
    const other = [...generateWorld({ ...options, seed: 'other', population: 200 })].flat();
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(records.slice(0, other.length)));
  });
});

describe('every reference resolves', () => {
  test('no two documents of a collection have one id', () => {
    const ids = records.map(({ collection, doc }) => `${collection}/${doc.id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('to a citizen who is in the population database', () => {
    const known = new Set(citizens().map(({ id }) => id));
    const named = records.flatMap(({ doc }) =>
      Object.entries(doc)
        .filter(([field]) =>
          /^(citizen|relative|claimant|child|deceased|subject|father|mother)Id$|^parentIds$/.test(field),
        )
        .flatMap(([, value]) => value as string | readonly string[]),
    );
    expect(named.length).toBeGreaterThan(5000);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('from the evidence of a claim to a paper or a registration', () => {
    const known = new Set(records.map(({ doc }) => doc.id));
    const named = all<ClaimRecord>('claims').flatMap(({ evidence }) =>
      evidence.flatMap(({ document }) => document?.id ?? []),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('each relation is there from its other end', () => {
    const relations = all<FamilyRelationRecord>('familyRelations');
    const mirror: Readonly<Record<string, string>> = {
      MOTHER: 'CHILD',
      FATHER: 'CHILD',
      SPOUSE: 'SPOUSE',
      GUARDIAN: 'WARD',
    };
    const there = new Set(
      relations.map(({ citizenId, kind, relativeId }) => `${citizenId} ${kind} ${relativeId}`),
    );
    const missing = relations.filter(({ citizenId, kind, relativeId }) => {
      const back = mirror[kind];
      return back !== undefined && !there.has(`${relativeId} ${back} ${citizenId}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('lives are possible', () => {
  test('a mother is at least 16 years older than her child', () => {
    const born = new Map(citizens().map(({ id, birthYear }) => [id, birthYear]));
    const young = all<FamilyRelationRecord>('familyRelations').filter(
      ({ kind, citizenId, relativeId }) =>
        kind === 'MOTHER' && (born.get(citizenId) ?? 0) - (born.get(relativeId) ?? 9999) < 16,
    );
    expect(young).toEqual([]);
  });

  test('nobody has two personal numbers that are valid at a time', () => {
    for (const { identifiers } of citizens()) {
      const numbers = identifiers.filter(({ kind }) => kind === 'PERSONAL_NUMBER');
      expect(numbers.filter(({ status }) => status === 'VALID').length).toBe(1);
      numbers
        .slice(1)
        .forEach(({ validFrom }, at) => expect((numbers[at]?.validTo ?? '9') < validFrom).toBe(true));
    }
  });

  test('contributions of a person never overlap', () => {
    for (const spells of Map.groupBy(
      all<ContributionRecord>('contributions'),
      ({ citizenId }) => citizenId,
    ).values()) {
      const sorted = spells.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      sorted.slice(1).forEach(({ from }, at) => expect((sorted[at]?.to ?? '9') < from).toBe(true));
    }
  });

  test('nothing is later than the day of the world', () => {
    const later = papers().filter(({ issuedOn }) => issuedOn > defaultDay);
    const registered = all<BirthRegistrationRecord>('birthRegistrations').filter(
      ({ registeredOn }) => registeredOn > defaultDay,
    );
    expect([later, registered]).toEqual([[], []]);
  });
});

describe('papers keep the rules of their forms', () => {
  test('a patient leaves the hospital after coming in', () => {
    const wrong = papers().filter(
      (paper) => paper.kind === 'DISCHARGE_PAPER' && paper.dischargedAt < paper.admittedAt,
    );
    expect(wrong).toEqual([]);
  });

  test('a sick-leave certificate gives at most 30 days, 50 after a loss, 180 for tuberculosis', () => {
    const long = papers().filter((paper) => paper.kind === 'SICK_LEAVE_CERTIFICATE' && paper.leaveDays > 30);
    expect(
      long.filter(
        (paper) =>
          paper.kind === 'SICK_LEAVE_CERTIFICATE' &&
          !paper.pregnancyTerminated &&
          !/^A1[5-9]/.test(paper.icd10Code ?? ''),
      ),
    ).toEqual([]);
  });

  test('notices bear national codes of the right form', () => {
    const codes = papers()
      .filter(({ kind }) => kind === 'MEDICAL_BIRTH_NOTICE')
      .map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !/^\d{5}\.GCS\.\d{5}\.\d{2}$/.test(code))).toEqual([]);
  });
});

describe('no number can be real', () => {
  test('personal numbers start with a province that does not exist, on every paper', () => {
    const numbers = JSON.stringify(records).match(/(?<=")\d{12}(?=")/g) ?? [];
    expect(numbers.length).toBeGreaterThan(3000);
    expect(numbers.filter((number) => !number.startsWith('9'))).toEqual([]);
  });

  test('telephone numbers cannot be dialled', () => {
    const phones = JSON.stringify(records).match(/(?<="phone":")[^"]+/g) ?? [];
    expect(phones.filter((phone) => !phone.startsWith('000'))).toEqual([]);
  });
});

describe('the shape of the country', () => {
  test('about 15 of 100 births are registered late, about 31 of 100 deaths', () => {
    const births = all<BirthRegistrationRecord>('birthRegistrations');
    const late = births.filter(({ registrationKind }) => registrationKind === 'LATE').length / births.length;
    expect(late).toBeGreaterThan(0.08);
    expect(late).toBeLessThan(0.22);
  });

  test('every kind of paper is there', () => {
    expect(new Set(papers().map(({ kind }) => kind)).size).toBe(8);
  });

  test('every story is told, and is told in a world of any size', () => {
    const told = tellStories(options.seed, defaultDay);
    const known = new Set(
      [...generateWorld({ ...options, population: 100 })].flat().map(({ doc }) => doc.id),
    );
    expect(told.filter(({ citizenId }) => !known.has(citizenId))).toEqual([]);
  });
});
