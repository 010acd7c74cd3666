import {
  getNamedType,
  GraphQLBoolean,
  isEnumType,
  isNonNullType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import type { RandomStream } from '../../world/random.ts';
import { pickNear, type Scene } from './scene.ts';

/** A cursor that an answer has given, and where it belongs. */
export interface HeldCursor {
  readonly cursor: string;
  /** `Type.field id filter` */
  readonly list: string;
}

/** What arguments are drawn from. */
export interface ArgumentSource {
  readonly scene: Scene;
  readonly random: RandomStream;
  readonly held: HeldCursor | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** Values for the arguments of a field: of what is there, of somebody else's, and of what is nowhere. */
export function drawArguments(
  coordinate: string,
  field: GraphQLField<unknown, unknown>,
  source: ArgumentSource,
): Values {
  const together = lookups[coordinate]?.(source) ?? {};
  const values: Record<string, unknown> = {};
  for (const { name, type } of field.args) {
    if (name in together) values[name] = together[name];
    else if (isNonNullType(type) || source.random.chance(0.5)) {
      const value = drawValue(coordinate, name, getNamedType(type), source);
      values[name] = name === 'kinds' ? [value] : value;
    }
  }
  return values;
}

function drawValue(
  coordinate: string,
  name: string,
  type: GraphQLNamedType,
  source: ArgumentSource,
): unknown {
  const { random, scene, held } = source;
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (type.name === GraphQLBoolean.name) return random.chance(0.5);
  switch (name) {
    case 'first':
      return random.weighted([
        [1, 3],
        [2, 3],
        [5, 3],
        [100, 2],
        [0, 0.1],
        [101, 0.1],
      ]);
    case 'after':
      return held?.list.startsWith(`${coordinate} `) ? held.cursor : random.chance(0.1) ? 'eA' : null;
    case 'year':
      return random.int(2024, 2026);
    case 'months':
      return random.int(1, 30);
    case 'from':
      return `2025-0${random.int(1, 9)}-15`;
    case 'to':
      return `2026-0${random.int(1, 9)}-15`;
    case 'child':
    case 'citizen':
      return citizenId(source);
    default:
      return dayNear(scene, random);
  }
}

function dayNear({ papers }: Scene, random: RandomStream): string {
  return papers.length > 0 && random.chance(0.6)
    ? random.pick(papers).eventDate
    : `202${random.int(4, 6)}-06-20`;
}

/** Of nobody. */
const unknownId = 'AAAAAAAAAAAAAAAAAAAAAA';

function citizenId({ scene, random, held }: ArgumentSource): string {
  const parent = held?.list.split(' ')[1] ?? '';
  if (scene.cast.citizens.has(parent) && random.chance(0.8)) return parent;
  if (random.chance(0.03)) return random.pick([unknownId, random.pick(scene.cast.papers).id]);
  return pickNear(random, scene.family, [random.pick(scene.cast.people).id]);
}

/** Arguments that only together find something. */
const lookups: Readonly<Record<string, (source: ArgumentSource) => Values>> = {
  'Query.citizen': (source) => ({ id: citizenId(source) }),
  'Query.citizens': (source) => ({
    ids: Array.from({ length: source.random.int(0, 4) }, () => citizenId(source)),
  }),
  'Query.citizenByIdentifier': ({ scene, random }) => {
    const { kind, value } = random.pick(pickNear(random, [scene.person], scene.cast.people).identifiers);
    return { kind, value: random.chance(0.1) ? '000000000000' : value };
  },
  'Query.verifyCitizen': ({ scene, random }) => {
    const { identifiers, gender, birthDate = null } = pickNear(random, [scene.person], scene.cast.people);
    const { kind, value } = random.pick(identifiers);
    const stated = { gender: random.chance(0.5) ? gender : null, birthDate: random.pick([birthDate, null]) };
    return { input: { identifierKind: kind, identifier: random.chance(0.1) ? '0' : value, ...stated } };
  },
  'Query.verifyFamilyRelation': (source) => ({
    input: {
      citizen: citizenId(source),
      kind: source.random.pick(['MOTHER', 'FATHER', 'CHILD', 'SPOUSE', 'ADOPTED_CHILD', 'WARD']),
      relative: citizenId(source),
    },
  }),
  'Query.claim': ({ scene, random }) => ({ id: pickNear(random, scene.claims, scene.cast.claims).id }),
  'Query.claimByNumber': ({ scene, random }) => ({
    number: pickNear(random, scene.claims, scene.cast.claims).number,
  }),
  'Query.claims': ({ scene, random }) => {
    const { office, state } = pickNear(random, scene.claims, scene.cast.claims);
    return { office, state };
  },
  'Query.medicalDocument': ({ scene, random }) => ({
    id: random.chance(0.03) ? unknownId : pickNear(random, scene.papers, scene.cast.papers).id,
  }),
  'Query.medicalDocumentByCode': ({ scene, random }) => {
    const { kind, issuer, code } = pickNear(random, scene.papers, scene.cast.papers);
    return { kind, issuerCode: issuer.code, code };
  },
  'Query.birthRegistration': ({ scene: { cast, family }, random }) => ({
    id: pickNear(
      random,
      cast.births.filter(({ childId }) => family.includes(childId)),
      cast.births,
    ).id,
  }),
  'Query.deathRegistration': ({ scene: { cast, family }, random }) => ({
    id: pickNear(
      random,
      cast.deaths.filter(({ deceasedId }) => family.includes(deceasedId)),
      cast.deaths,
    ).id,
  }),
  'Query.birthByMedicalNotice': noticeCode,
  'Query.deathByMedicalNotice': noticeCode,
  'Query.accessDecision': ({ random }) => ({
    coordinate: random.pick(['Citizen.fullName', 'DischargePaper.icd10Code']),
    asOf: random.pick([null, '2026-07-01']),
    purpose: random.pick([null, 'SI.CLAIM.DECIDE']),
    role: null,
  }),
  'Query.emergencyAccess': () => ({ id: unknownId }),
};

function noticeCode({ scene: { cast }, random }: ArgumentSource): Values {
  return { code: random.chance(0.1) ? 'no-such-code' : random.pick(cast.announced).noticeCode };
}
