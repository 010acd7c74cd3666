import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the parts of the hub told of themselves while the suite ran. */
export const toldKinds = ['span', 'metric', 'log', 'fault', 'error', 'output'] as const;

export type ToldKind = (typeof toldKinds)[number];

/** A text, or something of the suite itself: a personal value of a world that was loaded, a file of tests that ran. */
export type ToldLine = readonly [kind: ToldKind | 'value' | 'tests', text: string];

/** One file for each process of the suite. */
export const toldFolder = join(import.meta.dirname, '../../../build/told');

/** What this process has told already, and what of it is not written yet: for all test files that share the process. */
interface Told {
  readonly known: Set<string>;
  waiting: string[];
}

const place = Symbol.for('lien-thong.told');
const shared = globalThis as { [place]?: Told };

function told(): Told {
  return (shared[place] ??= { known: new Set(), waiting: [] });
}

/** Notes what was told; the same text is noted once. */
export function tell(...[kind, text]: ToldLine): void {
  const { known, waiting } = told();
  const line = JSON.stringify([kind, text]);
  if (known.has(line)) return;
  known.add(line);
  waiting.push(line);
}

/** Writes what was noted. */
export function writeTold(): void {
  const now = told();
  if (now.waiting.length === 0) return;
  mkdirSync(toldFolder, { recursive: true });
  appendFileSync(join(toldFolder, `${process.pid}.jsonl`), `${now.waiting.join('\n')}\n`);
  now.waiting = [];
}
