import { madeId } from '../../kit/acts/request.ts';
import { insertOnce, madeBefore } from '../../kit/store/insert-once.ts';
import type { CitizenRecord, FamilyRelationKind, FamilyRelationRecord } from '../collections.ts';
import { citizenInHand, openAct, tell, type Context, type OpenAct } from './officer-act.ts';
import { isRefused, refused } from './refusal.ts';
import { otherEnd } from './relation-ends.ts';

interface RecordRelationInput {
  readonly key: string;
  readonly citizen: string;
  readonly kind: FamilyRelationKind;
  readonly relative: string;
  readonly validFrom: Temporal.PlainDate;
  readonly provenBy: FamilyRelationRecord['provenBy'];
}

/** More relations than there are between two people; a bound, not a page. */
const allRelations = 100;

/** Records a relation or a guardianship, from both ends (Law 26/2023 Art. 12, Civil Code 2015 Art. 46-48). */
export async function recordRelation(
  _root: unknown,
  { input }: { readonly input: RecordRelationInput },
  context: Context,
) {
  const act = openAct(context, 'recordRelation', input);
  if (isRefused(act)) return act;
  const before = await madeBefore(context.relationCollection, act.request);
  if (before?.kind === 'KEY_USED') return refused('KEY_USED_OTHERWISE');

  const citizen = await citizenInHand(context, input.citizen, 'citizen', act);
  if (isRefused(citizen)) return citizen;
  const relative = await citizenInHand(context, input.relative, 'relative', act);
  if (isRefused(relative)) return relative;
  const opposite = otherEnd(input.kind, citizen);
  if (!opposite) return refused('VALUE_NOT_ALLOWED', 'kind');
  if (citizen.id === relative.id) return refused('VALUE_NOT_ALLOWED', 'relative');
  if (isTooEarly(input, citizen, relative) || Temporal.PlainDate.compare(input.validFrom, context.today) > 0)
    return refused('DATES_OUT_OF_ORDER', 'validFrom');
  const relation = relationOf(input, act);
  if (!before && (await lasting(context, relation)).length > 0) return refused('RELATION_THERE_ALREADY');

  await tell(context, 'relation.recorded', relation);
  const { request } = act;
  const made = await insertOnce<FamilyRelationRecord>(context.relationCollection, relation, request);
  if (made.kind !== 'STORED' && made.kind !== 'REPEATED') return refused('KEY_USED_OTHERWISE');
  await insertOther(context, relation, opposite, act);
  return {
    __typename: 'FamilyRelationRecorded',
    relation: made.document,
    isRepeated: made.kind === 'REPEATED',
  };
}

/** The other end; a repetition writes it, should the process have died between the two. */
async function insertOther(
  { relationCollection }: Context,
  { citizenId, relativeId, ...relation }: FamilyRelationRecord,
  kind: FamilyRelationKind,
  { request }: OpenAct,
): Promise<void> {
  const ownKey = { ...request, key: `${request.key}:other` };
  const id = madeId('relation', ownKey);
  const other = { ...relation, id, kind, citizenId: relativeId, relativeId: citizenId, request: ownKey };
  await insertOnce<FamilyRelationRecord>(relationCollection, other, ownKey);
}

function relationOf(
  { citizen, kind, relative, validFrom, provenBy }: RecordRelationInput,
  { request }: OpenAct,
) {
  return {
    id: madeId('relation', request),
    version: 1,
    citizenId: citizen,
    kind,
    relativeId: relative,
    validFrom: validFrom.toString(),
    provenBy,
    request,
  };
}

/** The relations of the same kind between the two that have not ended. */
export async function lasting(
  { relationCollection }: Context,
  { citizenId, kind, relativeId }: Pick<FamilyRelationRecord, 'citizenId' | 'kind' | 'relativeId'>,
): Promise<readonly FamilyRelationRecord[]> {
  const equals = [citizenId, relativeId];
  const between = await relationCollection.find({ index: 'byPair', equals, limit: allRelations });
  return between.filter((relation) => relation.kind === kind && relation.validTo === undefined);
}

/** Nobody is related to who is not born yet. */
function isTooEarly({ validFrom }: RecordRelationInput, ...people: readonly CitizenRecord[]): boolean {
  return people.some(
    ({ birthDate, birthYear }) =>
      Temporal.PlainDate.compare(validFrom, birthDate ?? `${birthYear}-01-01`) < 0,
  );
}
