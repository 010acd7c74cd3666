import { setTimeout } from 'node:timers/promises';
import {
  openClaimCollections,
  type ClaimCollections,
} from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { askHub } from '../scenario/running-hub.ts';
import { createFiveProcesses, parts, type FiveProcesses, type Part } from './five-processes.ts';
import { judgeClaims, type Judged } from './judge-claims.ts';
import { makeClaims, office, recordPeople } from './made-claims.ts';
import { decideClaims, recordFacts } from './officers.ts';
import { sendClaims, storeClaims, type AskHub } from './send-claims.ts';

/** What became of the claims. */
export interface Resolved extends Judged {
  readonly seconds: number;
  /** Processes that were killed while claims were taken in and resolved, and while they were decided and paid. */
  readonly kills: { readonly resolving: number; readonly deciding: number };
  /** Seconds of CPU of each process; of one that was killed, since it came back. */
  readonly cpu: Readonly<Record<Part, number>>;
  /** Operations by which social insurance asked for evidence, since the gateway was last started. */
  readonly evidenceOperations: number;
}

export interface ResolveOptions {
  readonly claims: number;
  readonly kills: number;
  /** Seconds. */
  readonly within: number;
  /** Sent through the gateway as the citizens' portal does; else they lie in the store of social insurance. */
  readonly throughGateway: boolean;
  /** Decided and paid too, through the gateway. */
  readonly decides: boolean;
}

/**
 * Lets four agencies and a gateway, each a process, resolve claims, while processes are killed at random (kill -9) and
 * come back.
 *
 * @throws Error when claims still wait after so many seconds
 */
export async function resolveClaims(options: ResolveOptions): Promise<Resolved> {
  const { claims, within, throughGateway, decides } = options;
  const made = makeClaims(claims);
  const hub = await createFiveProcesses(office);
  const ask: AskHub = (query, variables, asker) => askHub(hub.url, query, { ...variables }, asker);
  try {
    await recordPeople(hub.stores, made);
    const collections = await openClaimCollections(hub.stores.vss);
    if (!throughGateway) await storeClaims(hub.stores.vss, made);
    await hub.start();
    const before = await hub.cpuSeconds();
    const began = performance.now();
    // Half of them fall on decision and payment, and more where the first steps were too fast for theirs.
    const ofResolution = decides ? Math.floor(options.kills / 2) : options.kills;
    const resolving = await killedMeanwhile(
      hub,
      { most: ofResolution, among: parts, between: 1500 },
      async () => {
        if (throughGateway) await sendClaims(ask, made);
        await untilResolved(collections, within);
        await recordFacts({ ask, collections }, made);
        await untilResolved(collections, within);
      },
    );
    const deciding = await killedMeanwhile(
      hub,
      { most: options.kills - resolving, among: ['vss', 'gateway'], between: 200 },
      async () => {
        if (decides) await decideClaims({ ask, collections }, made);
      },
    );
    const kills = { resolving, deciding };
    const seconds = (performance.now() - began) / 1000;
    const after = await hub.cpuSeconds();
    const cpu = Object.fromEntries(
      parts.map((part) => [part, Math.max(0, after[part] - (options.kills > 0 ? 0 : before[part]))]),
    ) as Record<Part, number>;
    const evidenceOperations = await answersFor(hub.url, 'SI.CLAIM.DECIDE');
    const judged = await judgeClaims(collections, made, decides ? 'CLOSED' : 'VERIFYING');
    return { seconds, kills, cpu, evidenceOperations, ...judged };
  } finally {
    await hub.stop();
  }
}

/** When processes are killed. */
interface Killing {
  readonly most: number;
  /** Which are: those that the work needs, so that none goes on meanwhile. */
  readonly among: readonly Part[];
  /** Milliseconds that all are up at most: what takes little time is killed at short intervals. */
  readonly between: number;
}

/** Kills processes at random while something is done, and lets each come back. @returns how many */
async function killedMeanwhile(
  hub: FiveProcesses,
  { most, among, between }: Killing,
  work: () => Promise<void>,
): Promise<number> {
  let isOver = false;
  const killing = (async () => {
    for (let kills = 0; ; kills += 1) {
      const part = among[Math.floor(Math.random() * among.length)] ?? 'gateway';
      if (kills < most) await setTimeout(Math.random() * between);
      if (kills >= most || isOver) return kills;
      await hub.killFor(part, Math.random() * 1000);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await killing;
  }
  return killing;
}

/** Nothing is due any more, and nothing waits. */
async function untilResolved({ claims }: Pick<ClaimCollections, 'claims'>, within: number): Promise<void> {
  const until = performance.now() + within * 1000;
  for (;;) {
    const open = await Promise.all(
      ['RESOLVE', 'REST', 'LOOK', 'WAIT'].map((kind) =>
        claims.find({ index: 'byNextStep', equals: [kind], limit: 1 }),
      ),
    );
    if (open.flat().length === 0) return;
    if (performance.now() > until) throw new Error(`Claims still wait after ${within} s.`);
    await setTimeout(200);
  }
}

/** How many operations of a purpose the gateway has answered, by its own metrics. */
async function answersFor(url: string, purpose: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith('hub_answers_total{') && line.includes(`purpose="${purpose}"`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
