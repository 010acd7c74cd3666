import { MessageChannel, Worker } from 'node:worker_threads';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import type { ToldDiff } from '../../schema/policy-diff/told-diff.ts';

/** Beside the code that compares, in a thread of its own: Cedar stays off the thread that answers requests. */
const worker = new URL('../../schema/policy-diff/diff-worker.ts', import.meta.url);

/** @throws Error for texts that make no policy any more */
export function compareRevisions(old: SideTexts, now: SideTexts): Promise<ToldDiff> {
  const { promise, resolve, reject } = Promise.withResolvers<ToldDiff>();
  const { port1: answer, port2: ours } = new MessageChannel();
  const thread = new Worker(worker, { workerData: { old, now, answer }, transferList: [answer] });
  ours.once('message', resolve);
  thread.once('error', reject);
  thread.once('exit', (code) => reject(new Error(`The comparison of policies ended with ${code}.`)));
  return promise;
}
