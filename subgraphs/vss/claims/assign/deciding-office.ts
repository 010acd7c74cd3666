import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { inForce, type Dated } from '../../benefits/parameters/dated.ts';
import type { ClaimRecord, EmployerRecord, InsuredPersonRecord } from '../../collections.ts';
import { moveClaim, moveRefused } from '../state/move-claim.ts';

/** Which offices decide the claims of those who work at an office, the first one that does not employ them too. */
interface Substitutes {
  /** The version that stands in the timeline. */
  readonly rule: string;
  readonly offices: readonly string[];
}

/**
 * No article that was read names the office that decides instead of the claimant's own: it is configuration. That nobody
 * decides on a colleague is a gate of this hub, as staff records are.
 */
const substitutes: readonly Dated<Substitutes>[] = [
  {
    from: '2025-07-01',
    value: { rule: 'Quy tắc phân công hồ sơ/2025-07-01', offices: ['BHXH-VN', 'BHXH-01'] },
    article: 'Law 41/2024/QH15 Art 48(3), 62(3)',
  },
];

/** Codes of those who employ a claimant: now, or when the claim was filed. */
export function employerCodes(
  insured: Pick<InsuredPersonRecord, 'employerId'> | undefined,
  claim: Pick<ClaimRecord, 'employerId'>,
): readonly string[] {
  return [insured?.employerId, claim.employerId].filter((code) => code !== undefined);
}

/**
 * The claim at another office, where its own employs the claimant; undefined where it stays.
 *
 * @param employers of the claimant: see `employerCodes`
 */
export function assignedElsewhere(
  claim: ClaimRecord,
  employers: readonly (EmployerRecord | undefined)[],
  at: Temporal.Instant,
): ClaimRecord | undefined {
  const own = new Set(employers.flatMap((employer) => employer?.office ?? []));
  if (!own.has(claim.office)) return undefined;
  const today = dayInVietnam(at);
  const { rule, offices } = inForce(substitutes, today).value;
  const office = offices.find((each) => !own.has(each));
  const mover = { kind: 'SYSTEM', rule } as const;
  if (office === undefined || moveRefused(claim, 'ASSIGN', mover)) return undefined;
  return moveClaim(claim, 'ASSIGN', mover, at, { office });
}
