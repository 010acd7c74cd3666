import { dayOf, type Day } from './calendar.ts';
import { BIRTH_TERM } from './civil-events.ts';
import { MOST_FAMILIES } from './facilities.ts';
import { chooseLifeOf, type FamilyLife } from './family-life.ts';
import { chooseHousehold, type Household } from './household.ts';
import { isRegistered, type Person } from './person.ts';

/** A situation that every world has, whatever its size: what documents, demo and tests point at. */
interface Story {
  readonly title: string;
  /** Whether it could have happened in a family: a quick look, before the lives of its members are chosen. */
  readonly thinkable?: (family: Household) => boolean;
  /** Whom the story is about; nobody where it did not happen in this family. */
  readonly about: (life: FamilyLife) => Person | undefined;
}

const recent = 60;

/** The stories by their names. */
const stories = {
  newMother: {
    title: 'She gave birth within the last two months, left the hospital, and the birth is registered.',
    thinkable: ({ births, asOf }) => births.some(({ day }) => day >= asOf - recent),
    about: ({ family, care, careers }) =>
      care.find(
        (event) =>
          event.kind === 'DELIVERY' &&
          event.birth.day >= family.asOf - recent &&
          event.stay.to !== undefined &&
          event.birth.children.every(isRegistered) &&
          careers.get(event.patient)?.status === 'ACTIVE',
      )?.patient,
  },
  fatherOfTwins: {
    title: 'His twins were born by surgery, and he is insured.',
    thinkable: ({ births }) => births.some(({ children }) => children.length > 1),
    about: ({ care, careers }) => {
      const twins = care.find(
        (event) => event.kind === 'DELIVERY' && event.birth.surgery && event.birth.children.length > 1,
      );
      const father = twins?.kind === 'DELIVERY' ? twins.birth.father : undefined;
      return father && careers.has(father) ? father : undefined;
    },
  },
  transferredPatient: {
    title: 'The stay in one hospital went on in another.',
    about: ({ care, careers }) =>
      care.find((event) => event.kind === 'ILLNESS' && event.stays.length > 1 && careers.has(event.patient))
        ?.patient,
  },
  sickChild: {
    title: 'A child was sick, and a parent stayed at home.',
    about: ({ care }) => care.find((event) => event.kind === 'ILLNESS' && event.carer !== undefined)?.patient,
  },
  longTermPatient: {
    title: 'The illness is on the list of long-term diseases.',
    about: ({ care, careers }) =>
      care.find((event) => event.kind === 'ILLNESS' && event.disease.longTerm && careers.has(event.patient))
        ?.patient,
  },
  pregnancyLoss: {
    title: 'She lost a pregnancy.',
    about: ({ care }) => care.find((event) => event.kind === 'PREGNANCY_LOSS')?.patient,
  },
  lateRegistration: {
    title: 'The birth was registered after the 60 days of the law.',
    about: ({ family }) =>
      family.births
        .flatMap(({ children }) => children)
        .find((child) => isRegistered(child) && child.registeredOn - child.born > BIRTH_TERM),
  },
  unregisteredBirth: {
    title: 'Her child has a medical birth notice and no registration yet.',
    thinkable: ({ births }) => births.some(({ children }) => !children.some(isRegistered)),
    about: ({ care }) =>
      care.find((event) => event.kind === 'DELIVERY' && !event.birth.children.some(isRegistered))?.patient,
  },
  changedNumber: {
    title: 'The personal number was cancelled, and another one given.',
    about: ({ family }) =>
      family.people.find((person) => person.numbers.length > 1 && person.death === undefined),
  },
  hospitalDeath: {
    title: 'A death in hospital, announced and registered.',
    thinkable: ({ people }) => people.some(({ death }) => death?.inHospital === true),
    about: ({ care }) =>
      care.find((event) => event.kind === 'HOSPITAL_DEATH' && event.patient.death?.registeredOn !== undefined)
        ?.patient,
  },
  orphan: {
    title: 'Both parents have died; a grandparent is guardian.',
    about: ({ family }) => family.guardianships[0]?.ward,
  },
} as const satisfies Readonly<Record<string, Story>>;

/** The name of a story. */
export type StoryName = keyof typeof stories;

/** A story as it happened in a world. */
export interface ToldStory {
  readonly name: StoryName;
  readonly title: string;
  /** Opaque id of the citizen whom it is about. */
  readonly citizenId: string;
  readonly life: FamilyLife;
}

/** Families kept for the stories: no population reaches them, and what each story tells happens far more often. */
const KEPT_FAMILIES = 30_000;

const told = new Map<string, readonly ToldStory[]>();

/**
 * Tells every story of a world, each in a family of its own: the next one of the kept families that it happens in. They
 * are searched for once per world: whoever loads a world asks for them, and so does whoever looks for a citizen in it.
 */
export function tellStories(seed: string, asOf: string): readonly ToldStory[] {
  const world = `${asOf} ${seed}`;
  const known = told.get(world) ?? searchStories(seed, dayOf(asOf));
  told.set(world, known);
  return known;
}

function searchStories(seed: string, asOf: Day): readonly ToldStory[] {
  let index = MOST_FAMILIES;
  return Object.entries<Story>(stories).map(([name, { title, thinkable, about }]) => {
    while (--index >= MOST_FAMILIES - KEPT_FAMILIES) {
      const family = chooseHousehold(seed, index, asOf);
      if (thinkable?.(family) === false) continue;
      const life = chooseLifeOf(seed, family);
      const citizenId = about(life)?.citizenId;
      if (citizenId !== undefined) return { name: name as StoryName, title, citizenId, life };
    }
    throw new Error(`the story ${name} happens in no family of this seed: choose another seed`);
  });
}
