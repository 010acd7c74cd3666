import type { BenefitEvent, BenefitScheme, ClaimRecord } from '../../collections.ts';
import type { RecordableFact } from './officer-fact.ts';

const ofScheme: Readonly<Record<BenefitScheme, readonly RecordableFact[]>> = {
  SICKNESS: ['ARMED_FORCES'],
  MATERNITY: [
    'INFERTILITY_TREATED',
    'EARLY_RETURN',
    'MOTHER_MONTHS',
    'MOTHER_GONE',
    'SURROGACY',
    'CONTRACEPTION',
  ],
  VOLUNTARY_MATERNITY: [],
  CONVALESCENCE: ['EARLY_RETURN', 'EARLIER_LEAVE'],
};

/** What is asked about the one event of maternity that a claim states (Law 41/2024/QH15 Art. 50 to 57). */
const ofEvent: Partial<Readonly<Record<BenefitEvent, readonly RecordableFact[]>>> = {
  PRENATAL_VISIT: [],
  PREGNANCY_LOSS: ['INFERTILITY_TREATED'],
  BIRTH: ['INFERTILITY_TREATED', 'EARLY_RETURN', 'MOTHER_GONE', 'SURROGACY'],
  PATERNITY: ['MOTHER_MONTHS'],
  ADOPTION: [],
  SURROGACY: ['SURROGACY'],
  CONTRACEPTION: ['CONTRACEPTION'],
};

/**
 * The facts that some rule asks of a claim: of its scheme, and of its event where it states one. What no rule asks for is
 * not kept about anybody.
 */
export function factsAsked(claim: ClaimRecord): readonly RecordableFact[] {
  const { scheme, statedEvent, childId } = claim;
  const asked = (statedEvent && scheme === 'MATERNITY' && ofEvent[statedEvent]) || ofScheme[scheme];
  return childId === undefined ? asked : ['KINSHIP', ...asked];
}
