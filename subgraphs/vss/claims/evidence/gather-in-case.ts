import type { AskedBenefit } from '../assess/claim-basis.ts';
import {
  SourceAwayError,
  type EvidenceSource,
  type GatheredEvidence,
  type OpenCase,
} from './evidence-source.ts';
import type { ChildOnPaper } from '../record/officer-fact.ts';
import type { Kinship } from './kinship.ts';
import { kinshipAskedBy, questionAbout } from './question-of.ts';
import { askWhoseBirths } from './whose-births.ts';

/** A case that is open for the claimant alone, until it is proven that the child belongs to the claimant. */
export interface ClaimantsCase extends OpenCase {
  /** The day on which is asked, ISO 8601. */
  readonly today: string;
  /** The child as an officer read it in a paper of the file, where one did. */
  readonly onPaper?: ChildOnPaper | undefined;
  /** Makes the child a person of the case; by a paper, where no register says yet whose it is. */
  readonly nameChild: (childId: string, isByPaper: boolean) => Promise<void>;
}

/** What came of looking for the evidence of a benefit. */
export type Gathering =
  | {
      readonly kind: 'GATHERED';
      readonly gathered: GatheredEvidence;
      /** Absent where no child is named. */
      readonly kinship?: Kinship | undefined;
    }
  /** Of the person whom the claim names nothing was asked, not even whether there is one. */
  | { readonly kind: 'KINSHIP_NOT_PROVEN' }
  /** Nothing can be asked now. */
  | { readonly kind: 'AWAY' };

/**
 * Gathers the evidence of a benefit. Anybody can write down the opaque id of anybody: so a child is a person of the case
 * when the authorities have said that it is the claimant's, and not before. An officer cannot see whom the id stands for: what
 * they recorded counts where the population database says that their paper is about that person.
 */
export async function gatherInCase(
  asked: AskedBenefit,
  evidence: EvidenceSource,
  open: ClaimantsCase,
): Promise<Gathering> {
  const wanted = kinshipAskedBy(asked, open.today);
  try {
    const question = questionAbout(asked, open);
    if (wanted === undefined) {
      const found = await evidence.gather(question);
      return { kind: 'GATHERED', gathered: await askWhoseBirths(found, asked, evidence, open) };
    }
    const { caseName, office, nameInCase, onPaper } = open;
    const kinship = await evidence.findKinship({ ...wanted, caseName, office, nameInCase, onPaper });
    if (kinship === 'AWAY') return { kind: 'AWAY' };
    if (kinship === 'NOT_PROVEN') return { kind: 'KINSHIP_NOT_PROVEN' };
    await open.nameChild(wanted.childId, isByPaper(kinship));
    const gathered = await evidence.gather(question);
    if (isByPaper(kinship) && isRegistered(gathered)) return { kind: 'KINSHIP_NOT_PROVEN' };
    return { kind: 'GATHERED', gathered, kinship };
  } catch (error) {
    if (error instanceof SourceAwayError) return { kind: 'AWAY' };
    throw error;
  }
}

/**
 * Whether the child of a benefit is the claimant's still. It is asked as at first, and nothing is gathered but for what a
 * notice or another paper says: whether the birth was registered meanwhile, the child's own entry alone tells.
 */
export async function kinshipInCase(
  asked: AskedBenefit,
  evidence: EvidenceSource,
  open: ClaimantsCase,
): Promise<'PROVEN' | 'NOT_PROVEN' | 'AWAY'> {
  const wanted = kinshipAskedBy(asked, open.today);
  if (wanted === undefined) return 'PROVEN';
  try {
    const { caseName, office, nameInCase, onPaper } = open;
    const kinship = await evidence.findKinship({ ...wanted, caseName, office, nameInCase, onPaper });
    if (kinship === 'AWAY' || kinship === 'NOT_PROVEN') return kinship;
    if (!isByPaper(kinship)) return 'PROVEN';
    await open.nameChild(wanted.childId, true);
    const gathered = await evidence.gather(questionAbout(asked, open));
    if (isRegistered(gathered)) return 'NOT_PROVEN';
    return gathered.away.includes('BIRTHS') ? 'AWAY' : 'PROVEN';
  } catch (error) {
    if (error instanceof SourceAwayError) return 'AWAY';
    throw error;
  }
}

/** Whether a paper proves it while the birth is not registered. */
function isByPaper(kinship: Kinship): boolean {
  return kinship === 'ATTESTED' || kinship === 'RECORDED';
}

/** Whose a registered child is, the register alone says: another paper that names somebody else proves nothing any more. */
function isRegistered({ child }: GatheredEvidence): boolean {
  return child?.birth === 'MATCH';
}
