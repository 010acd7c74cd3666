import { addMonths, isoDay, type Day } from './calendar.ts';
import { chooseBirthRegistration, makeDeath } from './civil-events.ts';
import { facilityNear, noticeNumber, type Facility } from './facilities.ts';
import { FIRST_CHILD_SLOT, makePerson, NUMBERS_SINCE, type Person, type RegisteredPerson } from './person.ts';
import type { FamilyGround } from './household.ts';
import type { RandomStream } from './random.ts';

/** A birth with the children who were born alive in it. */
export interface Birth {
  readonly day: Day;
  /** Full weeks of the pregnancy. */
  readonly weeks: number;
  readonly surgery: boolean;
  /** Where; missing for a birth at home, of which no facility writes a notice. */
  readonly facility?: Facility;
  readonly mother: RegisteredPerson;
  readonly father?: RegisteredPerson;
  /** Who bore the child for the mother, and her husband (Law on Marriage and Family 2014 art. 95). */
  readonly surrogate?: { readonly woman: RegisteredPerson; readonly husband?: RegisteredPerson };
  readonly children: readonly Person[];
}

/** The particulars of a birth, before its children have names. */
export interface BirthPlan {
  readonly day: Day;
  readonly weeks: number;
  readonly surgery: boolean;
  readonly atHome: boolean;
  readonly children: number;
}

const WEEKS: readonly (readonly [number, number])[] = [
  [29, 4],
  [30, 4],
  [31, 4],
  [34, 12],
  [36, 50],
  [37, 100],
  [38, 250],
  [39, 330],
  [40, 190],
  [41, 50],
];

/** Chooses when a woman gives birth in a span of days, from nobody to four times. */
export function chooseBirths(
  random: RandomStream,
  span: { readonly since: Day; readonly until: Day; readonly mother: Person },
): readonly BirthPlan[] {
  const wanted = random.weighted([
    [0, 6],
    [1, 24],
    [2, 48],
    [3, 17],
    [4, 5],
  ]);
  const lastDay = Math.min(span.until, addMonths(span.mother.born, 44 * 12));
  const plans: BirthPlan[] = [];
  let day = span.since + random.int(240, 900);
  while (plans.length < wanted && day < lastDay) {
    const children = random.weighted([
      [1, 9830],
      [2, 165],
      [3, 5],
    ]);
    const weeks = children > 1 ? random.int(31, 37) : random.weighted(WEEKS);
    const surgery = random.chance(children > 1 ? 0.8 : 0.36);
    plans.push({ day, weeks, surgery, atHome: !surgery && random.chance(0.03), children });
    day += random.int(540, 1900);
  }
  return plans;
}

/** Makes a birth out of its particulars: children with names, registrations, now and then an early death. */
export function makeBirth(
  ground: FamilyGround,
  plan: BirthPlan,
  of: { readonly mother: RegisteredPerson; readonly father?: RegisteredPerson; readonly slot: number },
): Birth {
  const { random, asOf } = ground;
  const { day, weeks, surgery } = plan;
  const registeredOn = isBeforeRegister(day) ? day + 30 : chooseBirthRegistration(random, day, asOf);
  const children = Array.from({ length: plan.children }, (_, position) => {
    const diedOn = random.chance(weeks < 32 ? 0.08 : 0.004) ? day + random.int(1, 20) : undefined;
    const diesUnregistered = diedOn !== undefined && (registeredOn === undefined || registeredOn > diedOn);
    const death = diedOn === undefined || diedOn >= asOf ? undefined : makeDeath(random, diedOn, asOf);
    return makePerson(random, {
      ...ground,
      family: ground.index,
      slot: of.slot + position,
      gender: random.chance(0.527) ? 'MALE' : 'FEMALE',
      born: day,
      familyName: (of.father ?? of.mother).name.family,
      registeredOn: diesUnregistered ? undefined : registeredOn,
      numberChangedOn: random.chance(0.008) ? day + random.int(90, 3000) : undefined,
      death: death && {
        ...death,
        icd10Code: 'P07.3',
        cause: 'Suy hô hấp sơ sinh, trẻ đẻ non',
        inHospital: true,
      },
    });
  });
  const facility = plan.atHome
    ? undefined
    : facilityNear(ground.home.provinceCode, 'MATERNITY', ground.index);
  return {
    day,
    weeks,
    surgery,
    ...(facility === undefined ? {} : { facility }),
    mother: of.mother,
    ...(of.father === undefined ? {} : { father: of.father }),
    children,
  };
}

/** Whether a birth lies before the electronic register of civil status (2016). */
function isBeforeRegister(day: Day): boolean {
  return day < NUMBERS_SINCE;
}

/** The national code of a medical birth notice: `^[0-9]{5}\.GCS\.[0-9]{5}\.[0-9]{2}$`. */
export function birthNoticeCode(facility: Facility, child: Person): string {
  const number = noticeNumber(child.family, child.slot - FIRST_CHILD_SLOT);
  return `${facility.code}.GCS.${number}.${isoDay(child.born).slice(2, 4)}`;
}
