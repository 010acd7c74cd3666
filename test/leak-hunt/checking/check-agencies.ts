import type { AccessContext } from '../../../schema/hub-context.ts';
import type { RandomStream } from '../../world/random.ts';
import type { AskAgency, NamedRecord } from '../asking/ask-agencies.ts';
import type { Cast } from '../asking/scene.ts';
import { requirementOf } from '../oracle/classification.ts';
import { decideBest } from '../oracle/decision.ts';
import { standingOfField, standingOfObject, type Fields } from '../oracle/standing.ts';
import { typeOfRecord } from '../oracle/thing.ts';
import type { Walk } from '../oracle/walk.ts';
import type { Finding } from './compare-answer.ts';

/** A record of each agency. */
export function drawRecords(cast: Cast, random: RandomStream): readonly NamedRecord[] {
  const paper = random.pick(cast.papers);
  const [isBirth, isClaim] = [random.chance(0.5), random.chance(0.5)];
  const registered = isBirth ? random.pick(cast.births) : random.pick(cast.deaths);
  const insured = isClaim ? random.pick(cast.claims) : random.pick([...cast.insured.values()]);
  return [
    { part: 'health', type: typeOfRecord({ ...paper }, 'MedicalDocument', true), id: paper.id },
    { part: 'justice', type: isBirth ? 'BirthRegistration' : 'DeathRegistration', id: registered.id },
    { part: 'population', type: 'Citizen', id: random.pick(cast.people).id },
    { part: 'vss', type: isClaim ? 'Claim' : 'InsuredPerson', id: insured.id },
  ];
}

/**
 * What agencies give of records by themselves. What no relation allows the gateway refuses before any of them is asked, so that a
 * hole behind it would never be seen in an answer.
 *
 * @param access as the gateway stated it for this request
 */
export async function checkAgencies(
  ask: AskAgency,
  records: readonly NamedRecord[],
  access: AccessContext | undefined,
  walk: Pick<Walk, 'question' | 'relationsTo' | 'truth'>,
): Promise<readonly Finding[]> {
  if (access === undefined) return [];
  const given = records.map(async (named) => {
    const { part, type, id } = named;
    const record = await walk.truth.reference(part, type, id);
    const leaves = record ? await ask(named, access) : {};
    return Object.entries(leaves).flatMap(([field, value]): readonly Finding[] =>
      isNothing(value) || mayHave(walk, named, field, record ?? {})
        ? []
        : [{ kind: 'LEAK', path: `of ${part}`, what: `${type}.${field} is given to whom it is denied` }],
    );
  });
  return (await Promise.all(given)).flat();
}

/** What is denied in a list that must be there is an empty one. */
function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function mayHave(
  { question, relationsTo }: Pick<Walk, 'question' | 'relationsTo'>,
  { part, type }: NamedRecord,
  field: string,
  record: Fields,
): boolean {
  const standing = standingOfField(part, type, field, record) ?? standingOfObject(part, type, record);
  const needed = requirementOf(type, field);
  return standing === undefined || decideBest(needed, question, relationsTo(standing)).kind !== 'denied';
}
