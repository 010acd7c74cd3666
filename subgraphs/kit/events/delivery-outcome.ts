import { delayAfter, type DeliveryTerms } from './delivery-terms.ts';
import type { Delivery, Outcome } from './event-queue.ts';

/** Why an attempt failed: a code, never a text of somebody else; `isFinal` where no further attempt could succeed. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly isFinal: boolean;

  constructor(code: string, isFinal = false) {
    super(code);
    this.isFinal = isFinal;
  }
}

/** How long what waits for a dead letter sleeps before it looks again, in milliseconds. */
const behindDeadLetter = 60_000;

/** Until when a process that makes an attempt has it for itself. */
export function takenAt({ attempts }: Delivery, { lease }: DeliveryTerms, now: number): Outcome {
  return { state: 'DUE', attempts: attempts + 1, dueAt: at(now + lease) };
}

/** Whether another process may be making an attempt now: it was taken, and has not failed since. */
export function isTaken({ attempts, failure, dueAt }: Delivery, now: number): boolean {
  return attempts > 0 && failure === undefined && Date.parse(dueAt) > now;
}

/** What an attempt comes to that was accepted. */
export function deliveredAt({ attempts }: Delivery, now: number): Outcome {
  return { state: 'DELIVERED', attempts, dueAt: at(now) };
}

/** What an attempt comes to that failed: a later one, or a dead letter. @param random from 0 up to 1 */
export function failedAt(
  { attempts }: Delivery,
  error: unknown,
  terms: DeliveryTerms,
  { now, random }: { readonly now: number; readonly random: number },
): Outcome {
  const isTold = error instanceof DeliveryFailed;
  const failure = isTold ? error.message : 'FAULT';
  if ((isTold && error.isFinal) || attempts >= terms.attempts)
    return { state: 'DEAD', attempts, failure, dueAt: at(now) };
  return { state: 'DUE', attempts, failure, dueAt: at(now + delayAfter(attempts, terms, random)) };
}

/** What becomes of an event whose document is not stored yet: most are within milliseconds, so the wait begins short. */
export function unstoredAt(delivery: Delivery, { grace }: DeliveryTerms, now: number): Outcome {
  const age = now - Date.parse(delivery.queuedAt);
  if (age > grace) return { ...unchanged(delivery), state: 'VOID', dueAt: at(now) };
  return { ...unchanged(delivery), dueAt: at(now + Math.max(age / 2, 20)) };
}

/** When an event is looked at again that waits for another one of its document. */
export function behind(delivery: Delivery, first: Delivery, now: number): Outcome {
  const next = first.state === 'DEAD' ? now + behindDeadLetter : Math.max(Date.parse(first.dueAt), now) + 20;
  return { ...unchanged(delivery), dueAt: at(next) };
}

/** The same delivery, to be looked at now. */
export function hastenedTo(delivery: Delivery, now: number): Outcome {
  return { ...unchanged(delivery), dueAt: at(now) };
}

function unchanged({ state, attempts, failure }: Delivery): Omit<Outcome, 'dueAt'> {
  return { state, attempts, ...(failure !== undefined && { failure }) };
}

function at(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
