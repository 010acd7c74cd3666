import { ConflictError } from '../../kit/store/store-errors.ts';
import { byEnd, type FamilyRelationKind, type FamilyRelationRecord } from '../collections.ts';
import { isOwnFile, openAct, tell, type Context, type OpenAct } from './officer-act.ts';
import { lasting } from './record-relation.ts';
import { isRefused, refused, type Refused } from './refusal.ts';
import { otherEnd } from './relation-ends.ts';

interface EndRelationInput {
  readonly key: string;
  readonly citizen: string;
  readonly kind: FamilyRelationKind;
  readonly relative: string;
  readonly endedOn: Temporal.PlainDate;
  readonly reason: string;
}

const allRelations = 100;

/** Ends a relation or a guardianship at both ends. It stays in the history. */
export async function endRelation(
  _root: unknown,
  { input }: { readonly input: EndRelationInput },
  context: Context,
) {
  const act = openAct(context, 'endRelation', input);
  if (isRefused(act)) return act;
  const { citizen, relative, kind } = input;
  for (const one of [citizen, relative]) if (await isOwnFile(context, one, act)) return refused('OWN_FILE');
  const person = await context.citizenCollection.get(citizen);
  if (!person) return refused('CITIZEN_NOT_FOUND', 'citizen');
  const opposite = otherEnd(kind, person);
  if (!opposite) return refused('VALUE_NOT_ALLOWED', 'kind');
  const other = { citizenId: relative, kind: opposite, relativeId: citizen };

  const own = { citizenId: citizen, kind, relativeId: relative };
  const before = await endedBefore(context, own, act);
  if (before && isRefused(before)) return before;
  const relations = await lasting(context, own);
  if (before) {
    // The process may have died between the two ends. What was recorded anew since then is another relation.
    if (relations.length === 0) await endAll(context, await lasting(context, other), input, act);
    return told(before, true);
  }
  const [relation] = relations;
  if (!relation) return refused('RELATION_NOT_FOUND');
  // Who was what to the dead on their last day decides who acts for them: the registers alone change that.
  for (const field of ['citizen', 'relative'] as const) {
    const one = await context.citizenCollection.get(input[field]);
    if (one?.diedOn !== undefined) return refused('RECORD_LOCKED_BY_DEATH', field);
  }
  const ends = [...relations, ...(await lasting(context, other))];
  if (!isInOrder(ends, input, context)) return refused('DATES_OUT_OF_ORDER', 'endedOn');
  await tell(context, 'relation.ended', { id: relation.id, version: relation.version + 1 });
  const [ended] = await endAll(context, relations, input, act);
  if (!ended) return refused('CHANGED_MEANWHILE');
  await endAll(context, await lasting(context, other), input, act);
  return told(ended, false);
}

/** What the same request ended before; whatever its key ended, of whomever, it ends nothing else. */
async function endedBefore(
  { relationCollection }: Context,
  { citizenId, kind, relativeId }: Pick<FamilyRelationRecord, 'citizenId' | 'kind' | 'relativeId'>,
  { request: { key, digest } }: OpenAct,
): Promise<FamilyRelationRecord | Refused | undefined> {
  const ended = await relationCollection.find({ index: byEnd.name, equals: [key], limit: allRelations });
  if (ended.some(({ endedBy }) => endedBy?.digest !== digest)) return refused('KEY_USED_OTHERWISE');
  return ended.find(
    (one) => one.citizenId === citizenId && one.kind === kind && one.relativeId === relativeId,
  );
}

/** A relation ends when it has begun, at both ends, and not in days to come. */
function isInOrder(
  ends: readonly FamilyRelationRecord[],
  { endedOn }: EndRelationInput,
  { today }: Context,
): boolean {
  const day = endedOn.toString();
  return ends.every(({ validFrom }) => validFrom <= day) && Temporal.PlainDate.compare(endedOn, today) <= 0;
}

/** Ends relations; one that somebody changed at the same moment is left to them. */
async function endAll(
  { relationCollection }: Context,
  relations: readonly FamilyRelationRecord[],
  { endedOn, reason }: EndRelationInput,
  { request }: OpenAct,
): Promise<readonly FamilyRelationRecord[]> {
  const ended = relations.map(async (relation) => {
    const end = { validTo: endedOn.toString(), endedBy: { ...request, reason } };
    try {
      return [await relationCollection.replace({ ...relation, ...end })];
    } catch (error) {
      if (error instanceof ConflictError) return [];
      throw error;
    }
  });
  return (await Promise.all(ended)).flat();
}

function told(relation: FamilyRelationRecord, isRepeated: boolean) {
  return { __typename: 'FamilyRelationRecorded', relation, isRepeated };
}
