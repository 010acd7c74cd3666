import { ConflictError } from '../../kit/store/store-errors.ts';
import { othersNumbers } from '../bearers.ts';
import type { CitizenRecord } from '../collections.ts';
import { holdNumber } from '../hold-number.ts';
import { changeCitizen, type CitizenChange } from './change-citizen.ts';
import { citizenInHand, openAct, tell, type Context } from './officer-act.ts';
import { isRefused, refused } from './refusal.ts';

interface CorrectCitizenInput {
  readonly key: string;
  readonly citizen: string;
  /** Of the record on which the officer decided, as `populationSource` gives it. */
  readonly version: number;
  readonly reason: string;
  readonly change: CitizenChange;
}

/** Corrects a person's particulars, if nobody changed them since the officer read them. */
export async function correctCitizen(
  _root: unknown,
  { input }: { readonly input: CorrectCitizenInput },
  context: Context,
) {
  const act = openAct(context, 'correctCitizen', input);
  if (isRefused(act)) return act;
  const { request } = act;
  const there = await context.citizenCollection.get(input.citizen);
  const before = there?.changes?.find(({ key }) => key === request.key);
  if (there && before)
    return before.digest === request.digest ? told(there, true) : refused('KEY_USED_OTHERWISE');

  const citizen = await citizenInHand(context, input.citizen, 'citizen', act);
  if (isRefused(citizen)) return citizen;
  if (citizen.version !== input.version) return refused('CHANGED_MEANWHILE');
  const { personalNumber } = input.change;
  const { citizenCollection } = context;
  const others =
    personalNumber == null ? [] : await othersNumbers(citizenCollection, citizen, personalNumber);
  const changed = changeCitizen(citizen, input.change, context.today, others);
  if ('because' in changed) return refused(changed.because, changed.field);
  const holder = personalNumber == null ? undefined : await holdNumber(context, personalNumber, citizen.id);
  if (holder) return { ...refused('VALUE_NOT_ALLOWED', 'change.personalNumber'), holder: holder.id };
  await tell(context, 'citizen.corrected', { id: citizen.id, version: citizen.version + 1 });
  return replace(context, {
    ...changed.record,
    changes: [...(citizen.changes ?? []), { ...request, reason: input.reason }],
    updatedAt: Temporal.Now.instant().toString(),
  });
}

async function replace({ citizenCollection }: Context, record: CitizenRecord) {
  try {
    return told(await citizenCollection.replace(record), false);
  } catch (error) {
    if (error instanceof ConflictError) return refused('CHANGED_MEANWHILE');
    throw error;
  }
}

function told(citizen: CitizenRecord, isRepeated: boolean) {
  return { __typename: 'CitizenCorrected' as const, citizen, isRepeated };
}
