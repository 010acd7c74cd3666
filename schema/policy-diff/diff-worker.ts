import { workerData, type MessagePort } from 'node:worker_threads';
import { diffPolicies } from './policy-diff.ts';
import type { SideTexts } from './side-texts.ts';
import { tellDiff } from './tell-diff.ts';

interface Order {
  readonly old: SideTexts;
  readonly now: SideTexts;
  readonly answer: MessagePort;
}

// Compares the two sides that it is given, and answers with what changed.
const { old, now, answer } = workerData as Order;
answer.postMessage(tellDiff(diffPolicies(old, now)), []);
answer.close();
