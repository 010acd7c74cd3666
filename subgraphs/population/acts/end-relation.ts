import { ConflictError } from '../../kit/store/store-errors.ts';
import type { FamilyRelationKind, FamilyRelationRecord } from '../collections.ts';
import { isOwnFile, openAct, tell, type Context, type OpenAct } from './officer-act.ts';
import { lasting } from './record-relation.ts';
import { isRefused, refused } from './refusal.ts';
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

  const ended = await endedBefore(context, input, act);
  if (ended && ended.endedBy?.digest !== act.request.digest) return refused('KEY_USED_OTHERWISE');
  if (ended) {
    await endAll(context, await lasting(context, other), input, act);
    return told(ended, true);
  }
  const relations = await lasting(context, { citizenId: citizen, kind, relativeId: relative });
  const [relation] = relations;
  if (!relation) return refused('RELATION_NOT_FOUND');
  const { endedOn } = input;
  const isInOrder =
    relation.validFrom <= endedOn.toString() && Temporal.PlainDate.compare(endedOn, context.today) <= 0;
  if (!isInOrder) return refused('DATES_OUT_OF_ORDER', 'endedOn');
  await tell(context, 'relation.ended', { id: relation.id, version: relation.version + 1 });
  const [own] = await endAll(context, relations, input, act);
  if (!own) return refused('CHANGED_MEANWHILE');
  await endAll(context, await lasting(context, other), input, act);
  return told(own, false);
}

/** What the same request ended before. */
async function endedBefore(
  { relationCollection }: Context,
  { citizen, relative }: EndRelationInput,
  { request }: OpenAct,
): Promise<FamilyRelationRecord | undefined> {
  const between = await relationCollection.find({
    index: 'byPair',
    equals: [citizen, relative],
    limit: allRelations,
  });
  return between.find(({ endedBy }) => endedBy?.key === request.key);
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
