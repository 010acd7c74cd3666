import { setTimeout } from 'node:timers/promises';
import {
  openClaimCollections,
  type ClaimCollections,
} from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { createFiveProcesses, parts, type FiveProcesses } from './five-processes.ts';
import { makeClaims, office, recordClaims, type MadeClaim } from './made-claims.ts';

/** What became of the claims. */
export interface Resolved {
  readonly seconds: number;
  readonly kills: number;
  /** Claims that wait after all; none should. */
  readonly waiting: number;
  /** Claims whose amount is another than was worked out apart, or that went another way; none should. */
  readonly wrong: readonly string[];
  /** Claims that waited for a source that was away, and came to their end all the same. */
  readonly waited: number;
  readonly totals: readonly {
    readonly kind: string;
    readonly claims: number;
    readonly amount: number;
    readonly expected: number;
  }[];
}

/**
 * Lets four agencies and a gateway, each a process, resolve claims that were sent in, while processes are killed at random
 * (kill -9) and come back.
 *
 * @throws Error when claims still wait after so many seconds
 */
export async function resolveClaims(options: {
  readonly claims: number;
  readonly kills: number;
  readonly within: number;
}): Promise<Resolved> {
  const made = makeClaims(options.claims);
  const hub = await createFiveProcesses(office);
  try {
    await recordClaims(hub.stores, made);
    const collections = await openClaimCollections(hub.stores.vss);
    await hub.start();
    const began = performance.now();
    const ended = { value: false };
    const killing = killAtRandom(hub, options.kills, ended);
    await untilResolved(collections, options.within);
    const seconds = (performance.now() - began) / 1000;
    ended.value = true;
    const kills = await killing;
    const found = await collections.claims.find({
      index: 'byOfficeAndState',
      equals: [office],
      limit: 10_000,
    });
    return { seconds, kills, ...judge(made, found) };
  } finally {
    await hub.stop();
  }
}

async function killAtRandom(
  hub: FiveProcesses,
  most: number,
  ended: { readonly value: boolean },
): Promise<number> {
  let kills = 0;
  while (kills < most && !ended.value) {
    const part = parts[Math.floor(Math.random() * parts.length)] ?? 'gateway';
    await setTimeout(Math.random() * 1500);
    await hub.killFor(part, Math.random() * 1000);
    kills += 1;
  }
  return kills;
}

/** Nothing is due any more, and nothing waits. */
async function untilResolved({ claims }: Pick<ClaimCollections, 'claims'>, within: number): Promise<void> {
  const until = performance.now() + within * 1000;
  for (;;) {
    const open = await Promise.all(
      ['RESOLVE', 'WAIT'].map((kind) => claims.find({ index: 'byNextStep', equals: [kind], limit: 1 })),
    );
    if (open.flat().length === 0) return;
    if (performance.now() > until) throw new Error(`Claims still wait after ${within} s.`);
    await setTimeout(200);
  }
}

function judge(
  made: readonly MadeClaim[],
  found: readonly ClaimRecord[],
): Omit<Resolved, 'seconds' | 'kills'> {
  const byClaimant = Map.groupBy(found, ({ claimantId }) => claimantId);
  const wrong = made.flatMap(({ claimantId, expected }) => {
    const claims = byClaimant.get(claimantId) ?? [];
    const [claim] = claims;
    const isRight =
      claims.length === 1 &&
      claim?.state === 'VERIFYING' &&
      claim.assessment?.amount === expected &&
      claim.assessment.doubts.length === 0;
    return isRight ? [] : [claimantId];
  });
  const amountOf = (claimantId: string) => byClaimant.get(claimantId)?.[0]?.assessment?.amount ?? 0;
  return {
    waiting: found.filter(({ state }) => state === 'WAITING_DATA').length,
    waited: found.filter(({ timeline }) => timeline.some(({ state }) => state === 'WAITING_DATA')).length,
    wrong,
    totals: [...Map.groupBy(made, ({ kind }) => kind)].map(([kind, ofKind]) => ({
      kind,
      claims: ofKind.length,
      amount: ofKind.reduce((sum, { claimantId }) => sum + amountOf(claimantId), 0),
      expected: ofKind.reduce((sum, { expected }) => sum + expected, 0),
    })),
  };
}
