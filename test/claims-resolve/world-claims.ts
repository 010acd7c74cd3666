import { setTimeout } from 'node:timers/promises';
import type { Collection } from '../../subgraphs/kit/store/port.ts';
import { claims, type ClaimRecord, type ContributionRecord } from '../../subgraphs/vss/collections.ts';
import { startTestHub } from '../scenario/running-hub.ts';
import { defaultDay, generateWorld } from '../world/generate-world.ts';
import type { WorldRecord } from '../world/world-record.ts';

/** A claim of the world beside itself as the hub assessed it anew. */
export interface WorldClaim {
  readonly before: ClaimRecord;
  readonly after: ClaimRecord;
  /** Why the rules differ from the world's own calculation, where it leaves out what the law says; else undefined. */
  readonly known: string | undefined;
}

/** The first day of the law. */
const inForceFrom = '2025-07-01';

/** Milliseconds that a round of claims may take. */
const patience = 300_000;

/**
 * Opens each decided claim of a generated world again, one of a family at a time, lets the whole hub resolve it from what
 * the agencies hold about the world's people, and gives it beside what the world decided, which was worked out by other
 * code than the rules (`test/world/benefits.ts`).
 */
export async function resolveWorldClaims(population: number, seed: string): Promise<readonly WorldClaim[]> {
  const hub = await startTestHub(population, seed);
  try {
    const collection = await hub.stores.vss.collection(claims);
    const families = Array.from(generateWorld({ seed, population, asOf: defaultDay }));
    const left = families.map((records) => ({ records, its: claimsIn(records) }));
    const resolved: WorldClaim[] = [];
    for (let round = 0; left.some(({ its }) => its.length > round); round += 1) {
      const batch = left.flatMap(({ records, its }) => {
        const before = its[round];
        return before ? [{ before, records }] : [];
      });
      await resolveAnew(
        collection,
        batch.map(({ before }) => before),
      );
      for (const { before, records } of batch) {
        const after = (await collection.get(before.id)) ?? before;
        // The next of the family finds it as the world has it.
        await collection.replace({ ...before, version: after.version });
        resolved.push({
          before,
          after,
          known: knownCause({ before, after, contributions: contributionsIn(records) }),
        });
      }
    }
    return resolved;
  } finally {
    await hub.stop();
  }
}

function claimsIn(records: readonly WorldRecord[]): readonly ClaimRecord[] {
  return records
    .flatMap((record) => (record.collection === 'claims' ? [record.doc] : []))
    .filter(({ decision, leaveFrom }) => decision !== undefined && leaveFrom >= inForceFrom);
}

function contributionsIn(records: readonly WorldRecord[]): readonly ContributionRecord[] {
  return records.flatMap((record) => (record.collection === 'contributions' ? [record.doc] : []));
}

/** The world's employers rest on Saturdays and Sundays, which a claim on paper does not say. */
async function resolveAnew(
  collection: Collection<ClaimRecord>,
  batch: readonly ClaimRecord[],
): Promise<void> {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
  const anew = {
    state: 'ADJUSTED',
    nextStep: { kind: 'RESOLVE', at, attempts: 0 },
    evidence: [],
    weeklyRest: [6, 7],
  } as const;
  for (const claim of batch) await collection.replace({ ...claim, ...anew });
  const until = performance.now() + patience;
  for (;;) {
    const due = await Promise.all(
      ['RESOLVE', 'REST', 'LOOK'].map((kind) =>
        collection.find({ index: 'byNextStep', equals: [kind], limit: 1 }),
      ),
    );
    if (due.flat().length === 0) return;
    if (performance.now() > until) throw new Error('Claims of the world still wait.');
    await setTimeout(100);
  }
}

interface Compared {
  readonly before: ClaimRecord;
  readonly after: ClaimRecord;
  readonly contributions: readonly ContributionRecord[];
}

/** What the world's calculation leaves out, or an officer adds: it makes claims, and is no second book of the law. */
const causes: readonly (readonly [cause: string, isSo: (compared: Compared) => boolean])[] = [
  ['days of another paid leave (Art. 42(2)(d))', ({ after }) => hasReason(after, 'OVERLAP')],
  ['the month of an event on the 15th or later (Circular 12/2025 Art. 8(2))', isLateInItsMonth],
  [
    'the lump sum of a father, for which an officer records the months of the mother (Art. 58(1))',
    ({ before }) => before.event === 'PATERNITY' && (before.decision?.lines.length ?? 0) > 1,
  ],
  [
    'what a file on paper does not say, and an officer looks at',
    ({ after }) => after.assessment?.doubts.includes('EARLIER_FILE_INCOMPLETE') === true,
  ],
  [
    'days of the year that later leaves have used',
    ({ after }) => after.assessment?.facts.kind === 'SICKNESS' && hasReason(after, 'ANNUAL_QUOTA'),
  ],
  ['the first month after a return (Art. 45(1))', hasReturned],
];

function knownCause(compared: Compared): string | undefined {
  return causes.find(([, isSo]) => isSo(compared))?.[0];
}

function hasReason({ assessment }: ClaimRecord, word: string): boolean {
  return assessment?.reasons.some((code) => code.includes(word)) === true;
}

/** Of a benefit that is paid on the average of six months. */
function isLateInItsMonth({ after: { assessment } }: Compared): boolean {
  const facts = assessment?.facts;
  switch (facts?.kind) {
    case 'BIRTH':
    case 'PATERNITY':
      return facts.birth.slice(8) >= '15';
    case 'PREGNANCY_LOSS':
      return facts.on.slice(8) >= '15';
    case 'PRENATAL_VISIT':
      return facts.from.slice(8) >= '15';
    default:
      return false;
  }
}

function hasReturned({ before: { event, leaveFrom, claimantId }, contributions }: Compared): boolean {
  const month = Temporal.PlainYearMonth.from(leaveFrom.slice(0, 7));
  const isPaid = (each: Temporal.PlainYearMonth) => {
    const day = each.toPlainDate({ day: 1 }).toString();
    return contributions.some(
      ({ citizenId, from, to }) => citizenId === claimantId && from <= day && day <= to,
    );
  };
  return event.endsWith('ILLNESS') && isPaid(month) && !isPaid(month.subtract({ months: 1 }));
}
