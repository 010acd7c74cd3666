import { instantText } from '../../../../schema/calendar/instant-text.ts';
import { DuplicateError } from '../../../kit/store/store-errors.ts';
import type { ClaimRecord } from '../../collections.ts';
import { changeClaim } from '../desk/change-claim.ts';
import type { ClaimCollections } from '../desk/claim-collections.ts';
import { groupOf, listsOfGroup, nextList, type ListGroup } from './result-list.ts';

/** Claims of one look. */
const atOnce = 500;

/**
 * Issues the lists of the days that are over, with the claims that were decided on them. It can be broken off anywhere: a
 * claim is done with when it stands on a list, and a list is looked for before it is made.
 *
 * @returns how many claims were looked at
 */
export async function issueDueLists(
  collections: Pick<ClaimCollections, 'claims' | 'resultLists'>,
  now: () => Temporal.Instant,
): Promise<number> {
  let looked = 0;
  for (;;) {
    const due = await dueForList(collections, now());
    if (due.length === 0) return looked;
    const groups = Map.groupBy(due, (claim) => JSON.stringify(groupOf(claim) ?? null));
    for (const [name, claims] of groups) {
      const group = JSON.parse(name) as ListGroup | null;
      if (group) await issueOf(group, claims, collections, now);
      await Promise.all(claims.map(({ id, version }) => markListed(id, version, collections)));
    }
    looked += due.length;
  }
}

async function dueForList(
  { claims }: Pick<ClaimCollections, 'claims'>,
  now: Temporal.Instant,
): Promise<readonly ClaimRecord[]> {
  const at = instantText(now);
  const next = await claims.find({ index: 'byNextStep', equals: ['LIST'], limit: atOnce });
  return next.filter(({ nextStep }) => nextStep !== undefined && nextStep.at <= at);
}

async function issueOf(
  group: ListGroup,
  claims: readonly ClaimRecord[],
  { resultLists }: Pick<ClaimCollections, 'resultLists'>,
  now: () => Temporal.Instant,
): Promise<void> {
  for (;;) {
    const equals = [group.office, group.employer, group.decidedOn];
    const before = await resultLists.find({ index: 'byGroup', equals, limit: listsOfGroup });
    const list = nextList(group, claims, before, now());
    if (list === undefined) return;
    try {
      await resultLists.insert(list);
      return;
    } catch (error) {
      // Another machine has issued the list of this place: what stands on it is not listed again.
      if (!(error instanceof DuplicateError)) throw error;
    }
  }
}

/** Nothing more is done with a claim that was listed; one that has changed since is looked at again. */
async function markListed(id: string, version: number, { claims }: Pick<ClaimCollections, 'claims'>) {
  await changeClaim(claims, id, (claim) => {
    if (claim.version !== version || claim.nextStep?.kind !== 'LIST') return { answer: undefined };
    const { nextStep: _listed, ...rest } = claim;
    return { claim: rest };
  });
}
