import { instantText } from '../../../../schema/calendar/instant-text.ts';
import type { CollectionSpec, Stored } from '../../../kit/store/port.ts';
import { sha256 } from '../../../../schema/sha256.ts';
import type { BenefitScheme, ClaimRecord } from '../../collections.ts';

/** A claim on a list: what was decided, and the order by which it is paid; whole đồng. */
export interface ResultListRow {
  readonly claimId: string;
  readonly claimantId: string;
  readonly employerId?: string;
  readonly decisionNumber: string;
  readonly scheme: BenefitScheme;
  readonly outcome: 'APPROVED' | 'PARTIAL';
  readonly paidDays: number;
  readonly orderNumber: string;
  /** What is to be paid: after an adjustment less than what was decided. */
  readonly amount: number;
}

/** Whose claims stand on one list: those of one office, one employer (or none) and one day. */
export interface ListGroup {
  readonly office: string;
  /** Code of the employer that filed them; empty for people who filed for themselves. */
  readonly employer: string;
  readonly decidedOn: string;
}

/**
 * The list of results C70a-HD (Decision 2222/QD-BHXH): issued once, sealed, and never changed. Its layout of today could
 * not be read; what it says is what the decisions say.
 */
export interface ResultListRecord extends Stored {
  readonly group: ListGroup;
  /** Which list of its group it is, from 0: claims that were decided later that day stand on another one. */
  readonly order: number;
  readonly number: string;
  readonly issuedAt: string;
  /** The money order of the whole list. */
  readonly orderNumber: string;
  readonly rows: readonly ResultListRow[];
  readonly totalAmount: number;
}

export const resultLists: CollectionSpec<ResultListRecord> = {
  name: 'resultLists',
  indexes: [
    { name: 'byGroup', fields: ['group.office', 'group.employer', 'group.decidedOn', 'order'] },
    { name: 'byClaim', fields: ['rows.claimId', 'issuedAt'] },
  ],
};

/** More lists than one office issues to one employer on one day; a bound, not a page. */
export const listsOfGroup = 1000;

/** The group of a claim with an order that is not paid yet; undefined where nothing is to be listed. */
export function groupOf(claim: ClaimRecord): ListGroup | undefined {
  const { office, employerId, decision } = claim;
  if (decision === undefined || rowOf(claim) === undefined) return undefined;
  return { office, employer: employerId ?? '', decidedOn: decision.decidedOn };
}

/** The row of a claim; undefined where nothing is to be paid. */
function rowOf({
  id,
  claimantId,
  employerId,
  scheme,
  decision,
  payments,
}: ClaimRecord): ResultListRow | undefined {
  const order = payments.find(({ paidOn }) => paidOn === undefined);
  if (decision === undefined || decision.outcome === 'REFUSED' || order === undefined) return undefined;
  return {
    claimId: id,
    claimantId,
    ...(employerId !== undefined && { employerId }),
    decisionNumber: decision.number,
    scheme,
    outcome: decision.outcome,
    paidDays: decision.paidDays,
    orderNumber: order.orderNumber,
    amount: order.amount,
  };
}

/**
 * The next list of a group: of the claims that stand on none of its lists yet; undefined where there are none. Its id
 * follows from its group and its place, so that of two machines that issue it at once one does.
 */
export function nextList(
  group: ListGroup,
  claims: readonly ClaimRecord[],
  before: readonly ResultListRecord[],
  at: Temporal.Instant,
): ResultListRecord | undefined {
  const listed = new Set(before.flatMap(({ rows }) => rows.map(({ orderNumber }) => orderNumber)));
  const rows = claims
    .flatMap((claim) => rowOf(claim) ?? [])
    .filter(({ orderNumber }) => !listed.has(orderNumber))
    .toSorted((one, other) => (one.decisionNumber < other.decisionNumber ? -1 : 1));
  if (rows.length === 0) return undefined;
  const order = before.length;
  const id = sha256(JSON.stringify(['C70a-HD', group.office, group.employer, group.decidedOn, order])).slice(
    0,
    22,
  );
  const name = `${group.decidedOn.replaceAll('-', '')}-${id.slice(0, 8)}`;
  return {
    id,
    version: 1,
    group,
    order,
    number: `C70a-HD/${name}`,
    issuedAt: instantText(at),
    orderNumber: `LCDS-${name}`,
    rows,
    totalAmount: rows.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** What a list pays under each benefit, in the order of their names. */
export function totalsOf({ rows }: Pick<ResultListRecord, 'rows'>) {
  return [...Map.groupBy(rows, ({ scheme }) => scheme)]
    .map(([scheme, ofScheme]) => ({
      scheme,
      claims: ofScheme.length,
      amount: ofScheme.reduce((sum, { amount }) => sum + amount, 0),
    }))
    .toSorted((one, other) => (one.scheme < other.scheme ? -1 : 1));
}
