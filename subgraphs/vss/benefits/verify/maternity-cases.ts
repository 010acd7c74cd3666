import type { Assessment } from '../assessment.ts';
import { assessBirth } from '../birth.ts';
import { assessContraception, assessPrenatalVisit } from '../maternity-days.ts';
import { assessPaternity } from '../paternity.ts';
import { assessPregnancyLoss, isAsBirth } from '../pregnancy-loss.ts';
import { assessRemainingLeave } from '../remaining-leave.ts';
import type { InputReader } from './input-reader.ts';
import { readLeave } from './read-leave.ts';
import {
  needContributions,
  readAverage,
  readContributions,
  readFetuses,
  readPieces,
  readPrescribedDays,
  readTreatment,
} from './read-maternity.ts';

const claimants = ['MOTHER', 'FATHER', 'CARER'] as const;

/** A case of a prenatal visit. */
export function prenatalCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const { years } = readLeave(inputs, asOf);
  return assessPrenatalVisit({
    on: asOf,
    average: readAverage(inputs, asOf),
    visit: inputs.need(inputs.count('visitNumber'), 'visitNumber'),
    days: years.reduce((sum, { days }) => sum + days, 0),
  });
}

/** A case of the loss of a pregnancy: hers, or that of the father where it is as a birth. */
export function pregnancyLossCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const on = inputs.date('eventDate') ?? asOf;
  const weeks = inputs.need(inputs.count('gestationWeeks'), 'gestationWeeks');
  const facts = {
    on,
    weeks,
    fetuses: Math.max(1, inputs.count('fetuses') ?? readFetuses(inputs)),
    contributions: readContributions(inputs),
    ...readTreatment(inputs),
  };
  const average = readAverage(inputs, on);
  if (inputs.word('claimant', claimants) === 'FATHER') {
    return assessPaternity({ ...fatherFacts(inputs, on), loss: true });
  }
  return assessPregnancyLoss({ ...facts, average, days: isAsBirth(facts) ? 0 : readPrescribedDays(inputs) });
}

/** A case of a contraceptive measure. */
export function contraceptionCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  return assessContraception({
    on: asOf,
    average: readAverage(inputs, asOf),
    measure: inputs.need(inputs.word('measure', ['IUD', 'STERILISATION']), 'measure'),
    days: readPrescribedDays(inputs),
  });
}

/** A case of a birth: the mother's, or that of who takes over when she is gone. */
export function birthCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  const birth = inputs.date('birthDate') ?? asOf;
  const fetuses = readFetuses(inputs);
  if (inputs.count('childrenBorn') === 0 && fetuses <= 1) return stillbirth(inputs, birth);
  const shared = {
    birth,
    fetuses,
    livingBefore: inputs.count('livingBiologicalChildrenBefore') ?? 0,
    average: readAverage(inputs, birth),
    ...readTreatment(inputs),
  };
  const motherGoneOn = inputs.date('motherDeathDate') ?? inputs.date('motherUnfitDate');
  if (motherGoneOn === undefined) {
    return assessBirth({
      ...shared,
      contributions: needContributions(inputs),
      husband: readContributions(inputs, 'husband'),
      returnedAfterMonths: inputs.count('returnedAfterMonths'),
      childDied: inputs.has('childDeathDate'),
      jobEnded: inputs.has('employmentEnded'),
    });
  }
  const claimant = inputs.word('claimant', claimants) ?? 'MOTHER';
  return assessRemainingLeave({
    ...shared,
    motherGoneOn,
    leaveStart: inputs.date('leaveStart') ?? birth,
    mother: needContributions(inputs),
    claimant: claimant === 'FATHER' ? readContributions(inputs, 'husband') : undefined,
    part: claimant === 'MOTHER' ? 'MOTHER' : 'CARER',
  });
}

/** A case of a father's leave. */
export function paternityCase(inputs: InputReader, asOf: Temporal.PlainDate): Assessment {
  return assessPaternity(fatherFacts(inputs, inputs.date('birthDate') ?? asOf));
}

function stillbirth(inputs: InputReader, birth: Temporal.PlainDate): Assessment {
  const facts = {
    on: birth,
    weeks: inputs.count('gestationWeeks') ?? 22,
    fetuses: 1,
    contributions: needContributions(inputs),
    ...readTreatment(inputs),
  };
  const days = isAsBirth(facts) ? 0 : readPrescribedDays(inputs);
  return assessPregnancyLoss({ ...facts, average: readAverage(inputs, birth), days });
}

function fatherFacts(inputs: InputReader, birth: Temporal.PlainDate): Parameters<typeof assessPaternity>[0] {
  const livingBefore =
    inputs.count('wifeLivingBiologicalChildrenBefore') ?? inputs.count('livingBiologicalChildrenBefore') ?? 0;
  return {
    birth,
    fetuses: readFetuses(inputs),
    surgery: inputs.flag('surgery') ?? false,
    weeks: inputs.count('gestationWeeks'),
    livingBefore,
    loss: inputs.count('childrenBorn') === 0,
    pieces: readPieces(inputs),
    average: readAverage(inputs, birth),
  };
}
