import type { WorldRecord } from '../../world/world-record.ts';
import type { CanaryCage } from './canary-cage.ts';

/**
 * What stays as it is, because relations are proven by it, lists are kept in its order, answers are worked out from it,
 * or other records are found by it. The oracle checks these by value where they stand.
 */
const kept: ReadonlySet<string> = new Set(
  `id version edition supersedes updatedAt type office documentVersion birthYear diedOn diedAt eventDate coversUntil
  noticeCode sicknessDaysPaid outpatientLeaveDays outpatientLeaveFrom outpatientLeaveTo leaveDays restDays restFrom
  restTo gestationWeeks totalMonths paidDays admittedAt dischargedAt inpatientFrom`.split(/\s+/),
);

/** The same of one collection only. */
const keptIn: Readonly<Record<string, ReadonlySet<string>>> = {
  citizens: new Set(['birthDate']),
  familyRelations: new Set(['validFrom', 'validTo']),
  medicalDocuments: new Set(['issuer.code', 'leaveFrom', 'leaveTo']),
  birthRegistrations: new Set(['issuer.code', 'childBirthDate']),
  deathRegistrations: new Set(['issuer.code']),
  extracts: new Set(['issuer.code']),
  claims: new Set(['leaveFrom', 'leaveTo']),
  contributions: new Set(['from', 'to']),
};

/**
 * Puts a canary at every place of a record that holds a protected value. A value of an enum, true and false cannot be
 * unique, so they stay.
 *
 * @param isEnumValue tells words of the schema from texts
 */
export function plantCanaries(
  { agency, collection, doc }: WorldRecord,
  cage: CanaryCage,
  isEnumValue: (text: string) => boolean,
): WorldRecord['doc'] {
  const plant = (value: unknown, path: readonly string[]): unknown => {
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
    const place = path.filter((step) => !/^\d+$/.test(step)).join('.');
    if (isKept(collection, name, place)) return value;
    if (Array.isArray(value)) return value.map((each, index) => plant(each, [...path, String(index)]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, plant(each, [...path, key])]),
      );
    }
    if (typeof value !== 'number' && (typeof value !== 'string' || isEnumValue(value))) return value;
    return cage.plant(value, { agency, place: `${collection}.${place}`, record: doc.id });
  };
  return plant(doc, []) as WorldRecord['doc'];
}

function isKept(collection: string, name: string, place: string): boolean {
  return kept.has(name) || /Ids?$/.test(name) || (keptIn[collection]?.has(place) ?? false);
}
