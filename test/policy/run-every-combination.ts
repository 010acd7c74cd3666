import { availableParallelism } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { firstDays } from './cedar-oracle.ts';
import { combinationAt, countOf } from './combinations.ts';
import { differenceFromCedar } from './compare-with-cedar.ts';

// The table against Cedar on every combination there is: some 700,000 questions to Cedar at 0.16 ms each. So this runs
// on all processors and beside `npm test`, which asks about all that is permitted and a sample of the rest.

interface Slice {
  readonly first: number;
  readonly step: number;
}

const count = countOf(firstDays);
process.exitCode = isMainThread ? await compareAll() : await compareSlice(workerData);

async function compareAll(): Promise<number> {
  const started = performance.now();
  const step = availableParallelism();
  const codes = await Promise.all(Array.from({ length: step }, (_, first) => runWorker({ first, step })));
  const failed = codes.some((code) => code !== 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${failed ? 'FAILED' : 'equal'}: table and Cedar on ${count} combinations, ${seconds} s`);
  return failed ? 1 : 0;
}

/** Resolves to the exit code of the worker. */
function runWorker(slice: Slice): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  new Worker(new URL(import.meta.url), { workerData: slice }).once('exit', resolve).once('error', reject);
  return promise;
}

/** Prints the first combinations in which table and Cedar differ, and answers 1 when there are any. */
async function compareSlice({ first, step }: Slice): Promise<number> {
  const { table } = await loadPolicy();
  let differing = 0;
  for (let number = first; number < count && differing < 10; number += step) {
    const difference = differenceFromCedar(table, combinationAt(number, firstDays));
    if (difference === undefined) continue;
    console.log(difference);
    differing += 1;
  }
  return differing === 0 ? 0 : 1;
}
