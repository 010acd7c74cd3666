import { yearOf, type Day } from './calendar.ts';
import { noticeNumber, type Facility } from './facilities.ts';
import { FIRST_CHILD_SLOT, NUMBERS_SINCE, type Death, type Person } from './person.ts';
import type { RandomStream } from './random.ts';

/** Days within which a birth must be registered (Law 60/2014 art. 15). */
export const BIRTH_TERM = 60;
/** Days within which a death must be registered (Law 60/2014 art. 33). */
const DEATH_TERM = 15;

/** Causes of death outside of an illness that the world tells of: ICD-10 code, name, weight. */
const CAUSES: readonly (readonly [cause: readonly [code: string, name: string], weight: number])[] = [
  [['I64', 'Đột quỵ não'], 18],
  [['I21.9', 'Nhồi máu cơ tim cấp'], 12],
  [['C22.9', 'U ác của gan'], 9],
  [['C34.9', 'U ác của phế quản và phổi'], 8],
  [['J44.9', 'Bệnh phổi tắc nghẽn mạn tính'], 9],
  [['R54', 'Tuổi già'], 25],
  [['E11.9', 'Đái tháo đường típ 2'], 6],
  [['V29.9', 'Tai nạn giao thông đường bộ'], 5],
];

/**
 * Chooses the day on which a birth is registered: 85 % within the 60 days of the law, the others later, as counted in
 * 2024. A day after `asOf` has not come yet, so nothing is returned.
 */
export function chooseBirthRegistration(random: RandomStream, born: Day, asOf: Day): Day | undefined {
  const delay = random.chance(0.85)
    ? 1 + Math.floor(random.next() ** 2 * BIRTH_TERM)
    : BIRTH_TERM + 1 + Math.floor(random.next() ** 2 * 700);
  return born + delay > asOf ? undefined : born + delay;
}

/** Chooses the day on which a death is registered: 69 % within the 15 days of the law, as counted in 2024. */
function chooseDeathRegistration(random: RandomStream, died: Day, asOf: Day): Day | undefined {
  const delay = random.chance(0.69)
    ? random.int(0, DEATH_TERM)
    : DEATH_TERM + 1 + Math.floor(random.next() ** 2 * 240);
  return died + delay > asOf ? undefined : died + delay;
}

/**
 * Chooses whether and when an old person has died, with a yearly risk that doubles every eight years (Gompertz).
 *
 * @returns the death, `undefined` for who lives on `asOf`, or `BEFORE_REGISTERS` for who died before 2016 and so was
 * never given a personal number
 */
export function chooseDeathOfAge(
  random: RandomStream,
  born: Day,
  asOf: Day,
): Death | undefined | 'BEFORE_REGISTERS' {
  const birthYear = yearOf(born);
  for (let age = 50; ; age++) {
    const birthday = born + Math.round(age * 365.25);
    if (birthday > asOf) return undefined;
    if (!random.chance(Math.min(0.004 * 2 ** ((age - 50) / 8), 0.6))) continue;
    const day = birthday + random.int(0, 364);
    if (day >= asOf) return undefined;
    return day <= NUMBERS_SINCE || birthYear + age < 2016 ? 'BEFORE_REGISTERS' : makeDeath(random, day, asOf);
  }
}

/** Makes a death on a given day with a chosen cause, place and registration. */
export function makeDeath(random: RandomStream, day: Day, asOf: Day): Death {
  const [icd10Code, cause] = random.weighted(CAUSES);
  const registeredOn = chooseDeathRegistration(random, day, asOf);
  return {
    day,
    minute: random.int(0, 1439),
    cause,
    icd10Code,
    inHospital: icd10Code !== 'R54' && random.chance(0.55),
    ...(registeredOn === undefined ? {} : { registeredOn }),
  };
}

/** Positions of the members who may die in the hospital of their province, among the eight numbers of a family. */
const POSITIONS = new Map([0, 1, 10, 11, 12, 13, 14, 15].map((slot, position) => [slot, position]));

/** The national code of a medical death notice: `^[0-9]{5}\.GBT\.[0-9]{5}\.[0-9]{2}$`. */
export function deathNoticeCode(facility: Facility, deceased: Person, day: Day): string {
  // Newborns die in the maternity hospital, whose death notices have numbers of their own.
  const position = POSITIONS.get(deceased.slot) ?? deceased.slot - FIRST_CHILD_SLOT;
  return `${facility.code}.GBT.${noticeNumber(deceased.family, position)}.${String(yearOf(day)).slice(2)}`;
}
