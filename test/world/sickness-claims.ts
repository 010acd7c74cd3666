import { ageOn, type Day } from './calendar.ts';
import type { Illness, PregnancyRest } from './care.ts';
import { evidenceOf } from './claim-evidence.ts';
import type { ClaimRequest } from './claim-request.ts';
import type { FamilyLife } from './family-life.ts';
import type { AttestedCare } from './health-records.ts';

/** What a worker may ask for an illness of his own or of a child under seven (Law 41/2024/QH15 art. 42-45). */
export function requestsForIllness(
  life: FamilyLife,
  { papers }: AttestedCare,
  care: Illness | PregnancyRest,
): readonly ClaimRequest[] {
  const carer = care.kind === 'ILLNESS' ? care.carer : undefined;
  const claimant = carer ?? care.patient;
  const career = life.careers.get(claimant);
  const evidence = evidenceOf(papers);
  const leave = leaveOf(care);
  if (career === undefined || care.employer === undefined || leave === undefined || evidence.length === 0)
    return [];
  const common = { scheme: 'SICKNESS', claimant, career, leave, evidence, earliest: leave.to } as const;
  if (carer !== undefined) {
    const childAge = ageOn(care.patient.born, leave.from);
    return [
      {
        ...common,
        event: 'CHILD_ILLNESS',
        child: care.patient,
        measure: { by: 'SICK_CHILD_DAYS', childAge },
      },
    ];
  }
  const longTerm = care.kind === 'ILLNESS' && care.disease.longTerm === true;
  return [
    {
      ...common,
      event: longTerm ? 'LONG_TERM_ILLNESS' : 'OWN_ILLNESS',
      measure: { by: 'SICK_DAYS', longTerm },
    },
  ];
}

/** From the first day in hospital or at home to the last; nothing while a stay goes on. */
function leaveOf(care: Illness | PregnancyRest): { readonly from: Day; readonly to: Day } | undefined {
  if (care.kind === 'PREGNANCY_REST') return care.leave;
  const last = care.stays.at(-1);
  if (last !== undefined && last.to === undefined) return undefined;
  const from = care.stays[0]?.from ?? care.leave?.from;
  const to = care.leave?.to ?? last?.to;
  return from === undefined || to === undefined ? undefined : { from, to };
}
