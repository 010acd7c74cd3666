import { kinds } from './draw-questions.ts';
import type { SizedHub } from './sized-hub.ts';

/** Requests that are not counted, and those that are. */
const [warmUp, counted] = [60, 400];

/** Asks all hubs in turn, each time about somebody else, so that whatever else the machine does happens to all of them alike. */
export async function compareHubs(hubs: readonly SizedHub[], print: (line: string) => void): Promise<void> {
  const times = hubs.map(() => ({ point: [] as number[], page: [] as number[] }));
  for (let round = 0; round < warmUp + counted; round += 1) {
    for (const kind of kinds) {
      for (const [at, hub] of hubs.entries()) {
        const ask = await hub.prepare(kind);
        const begun = performance.now();
        await ask();
        if (round >= warmUp) times[at]?.[kind].push(performance.now() - begun);
      }
    }
  }
  for (const kind of kinds) {
    const sorted = times.map((of) => of[kind].toSorted((a, b) => a - b));
    for (const [name, part] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      const figures = sorted.map((list) => list[Math.floor(list.length * part)] ?? Number.NaN);
      const told = hubs.map(({ people }, at) => `${people}: ${figures[at]?.toFixed(2)} ms`).join(', ');
      print(`${kind} ${name}: ${told}, ratio ${((figures.at(-1) ?? 0) / (figures[0] ?? 1)).toFixed(2)}`);
    }
  }
}
