import { kinds, type Kind } from './draw-questions.ts';
import type { SizedHub } from './sized-hub.ts';

/** Questions of each kind that count. */
const counted = 400;

/** How many questions are asked of each hub in all. */
export function questionsIn(before: number): number {
  return kinds.length * (before + counted);
}

/** What a hub took for one kind of question: milliseconds of each, asked for the first time and once more, and bytes read from disk. */
interface Figures {
  readonly first: number[];
  readonly again: number[];
  bytes: number;
}

/**
 * Asks all hubs in turn, so that whatever else the machine does happens to all of them alike. Each question is about somebody else and
 * asked twice: what it needs may have to be read from disk for the first time, and is in memory then.
 *
 * @param before questions of each kind before those that count
 */
export async function compareHubs(
  hubs: readonly SizedHub[],
  before: number,
  print: (line: string) => void,
): Promise<void> {
  for (const kind of kinds) {
    const figures = hubs.map((): Figures => ({ first: [], again: [], bytes: 0 }));
    for (let round = 0; round < before; round += 1) for (const hub of hubs) await (await hub.prepare(kind))();
    for (let round = 0; round < counted; round += 1) {
      for (const [at, hub] of hubs.entries()) {
        const own = await askTwice(hub, kind);
        const all = figures[at];
        all?.first.push(own.first);
        all?.again.push(own.again);
        if (all) all.bytes += own.bytes;
      }
    }
    const people = hubs.map((hub) => hub.people).join(' and ');
    const disk = figures.map(({ bytes }) => (bytes / counted / 1_024).toFixed(1));
    print(`${kind}, among ${people} people; read from disk for each: ${disk.join(' and ')} KiB`);
    for (const turn of ['first', 'again'] as const)
      for (const part of [0.5, 0.99])
        print(
          compared(
            `  ${turn} p${100 * part}`,
            figures.map((of) => quantile(of[turn], part)),
          ),
        );
  }
}

async function askTwice(hub: SizedHub, kind: Kind) {
  const ask = await hub.prepare(kind);
  const read = await hub.bytesRead();
  const first = await timed(ask);
  const bytes = (await hub.bytesRead()) - read;
  return { first, again: await timed(ask), bytes };
}

async function timed(ask: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}

function quantile(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN;
}

function compared(what: string, figures: readonly number[]): string {
  const told = figures.map((figure) => `${figure.toFixed(2)} ms`).join(', ');
  return `${what}: ${told}, ratio ${((figures.at(-1) ?? 0) / (figures[0] ?? 1)).toFixed(2)}`;
}
