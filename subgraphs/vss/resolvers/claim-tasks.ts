import { dayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { connect, type Connection, type PageArguments } from '../../kit/connection.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { Range } from '../../kit/store/port.ts';
import { claims, type BenefitScheme, type ClaimRecord, type ClaimState } from '../collections.ts';
import { isForOthers } from '../prove-relations.ts';
import type { VssSources } from '../sources.ts';

type Context = CallScope & VssSources;

type TaskArguments = PageArguments & {
  readonly state?: ClaimState | null;
  readonly scheme?: BenefitScheme | null;
};

/** A claim as a task of its office. */
export interface ClaimTask {
  readonly claim: string;
  readonly number: string;
  readonly scheme: BenefitScheme;
  readonly state: ClaimState;
  readonly submittedAt: string | undefined;
  readonly dueOn: string | undefined;
  readonly isLate: boolean;
  /** What follows is for its standing, and never told. */
  readonly claimantId: string;
  readonly office: string;
  /** Of a colleague or of the caller's family: another office decides it. */
  readonly isForOthers: boolean;
}

/** What the caller's office has to work on, by the legal clock; nothing for a caller who speaks for no office. */
export async function claimTasks(
  _root: unknown,
  { state, scheme, ...page }: TaskArguments,
  context: Context,
): Promise<Connection<ClaimTask> | null> {
  const office = context.call.access?.organisation;
  // Drafts and closed files are nobody's task.
  if (office === undefined || !state || state === 'DRAFT' || state === 'CLOSED') return null;
  const range = scheme
    ? { index: 'byOfficeSchemeAndTerm', equals: [office, state, scheme] }
    : { index: 'byOfficeAndTerm', equals: [office, state] };
  const list = { spec: claims, range, load: (rows: Range) => context.claimLists.load(rows) };
  const found = await connect(list, page, context.cursors);
  const today = dayInVietnam(context.desk.now()).toString();
  const edges = await Promise.all(
    found.edges.map(async ({ cursor, node }) => ({ cursor, node: await taskOf(node, today, context) })),
  );
  return { ...found, edges, nodes: edges.map(({ node }) => node) };
}

async function taskOf(claim: ClaimRecord, today: string, sources: Context): Promise<ClaimTask> {
  const { id, number, scheme, state, submittedAt, dueOn, claimantId, office } = claim;
  const citizen = sources.call.access?.citizen;
  const isLate = dueOn !== undefined && dueOn < today;
  return {
    claim: id,
    number,
    scheme,
    state,
    submittedAt,
    dueOn,
    isLate,
    claimantId,
    office,
    isForOthers: await isForOthers(claim, { office, citizen }, sources),
  };
}
