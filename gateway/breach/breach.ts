import { readFile } from 'node:fs/promises';
import type { LegalRegister } from '../../schema/policy/law/register.ts';
import type { Kind } from '../../schema/policy/read-list.ts';
import { readTerms } from '../../schema/policy/read-terms.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';

/** The states of a breach, in this order. */
export const breachStates = ['DISCOVERED', 'NOTIFIED', 'CLOSED'] as const;

/** One of the states. */
export type BreachState = (typeof breachStates)[number];

/** The record of a breach of personal data. It describes the breach and holds nobody's data. */
export interface Breach extends Stored {
  readonly state: BreachState;
  /** Instants are ISO 8601 in UTC with milliseconds. */
  readonly discoveredAt: string;
  /** Until when the authority must be told. */
  readonly noticeDueAt: string;
  /** What happened and what was done, in words. */
  readonly text: string;
  /** About how many people it concerns. */
  readonly people: number;
  readonly articles: readonly string[];
  readonly steps: readonly BreachStep[];
  /** The file is kept until this day at least; there once it is closed. */
  readonly keepUntil?: string;
}

/** Who brought it into which state. */
export interface BreachStep {
  readonly at: string;
  readonly state: BreachState;
  readonly actor: string;
}

/** Where the records are kept. */
export const breaches: CollectionSpec<Breach> = {
  name: 'breaches',
  indexes: [{ name: 'byTime', fields: ['discoveredAt'] }],
};

/** The terms of law, from a day on. */
export interface BreachTerm {
  readonly from: string;
  readonly noticeHours: number;
  readonly keepYears: number;
  readonly articles: readonly string[];
}

const file = 'gateway/breach/terms.yaml';
const count: Kind<number> = {
  name: 'a whole number from 1 up',
  accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 1,
};
/** The terms in force and before. @throws PolicyError with a line for each mistake */
export async function loadBreachTerms(
  register: Pick<LegalRegister, 'articles'>,
): Promise<readonly BreachTerm[]> {
  return readBreachTerms(await readFile(new URL('terms.yaml', import.meta.url), 'utf8'), register);
}

/** Reads terms. @throws PolicyError with a line for each mistake */
export function readBreachTerms(
  yaml: string,
  register: Pick<LegalRegister, 'articles'>,
): readonly BreachTerm[] {
  return readTerms(yaml, file, { noticeHours: count, keepYears: count }, register);
}

/** What is known when a breach is recorded. */
export interface DiscoveredBreach {
  readonly id: string;
  readonly discoveredAt: Temporal.Instant;
  readonly text: string;
  readonly people: number;
  readonly actor: string;
}

/**
 * A new record, with the clock that runs from the discovery and not from the recording.
 *
 * @returns undefined for what cannot be: a discovery that is still to come, no words, no law on that day
 */
export function recordBreach(
  { id, discoveredAt, text: words, people, actor }: DiscoveredBreach,
  terms: readonly BreachTerm[],
  now: Temporal.Instant,
): Breach | undefined {
  const on = dayInVietnam(discoveredAt).toString();
  const term = terms.findLast(({ from }) => from <= on);
  const isKnown = /\p{L}/u.test(words) && people >= 0;
  if (!term || !isKnown || Temporal.Instant.compare(discoveredAt, now) > 0) return undefined;
  return {
    id,
    version: 1,
    state: 'DISCOVERED',
    discoveredAt: instantText(discoveredAt),
    noticeDueAt: instantText(discoveredAt.add({ hours: term.noticeHours })),
    text: words.trim(),
    people,
    articles: term.articles,
    steps: [{ at: instantText(now), state: 'DISCOVERED', actor }],
  };
}

/** The next state: the authority was told, or all is done. Undefined after the last. */
export function advanceBreach(
  breach: Breach,
  actor: string,
  terms: readonly BreachTerm[],
  now: Temporal.Instant,
): Breach | undefined {
  const state = breachStates[breachStates.indexOf(breach.state) + 1];
  if (state === undefined) return undefined;
  const next = { ...breach, state, steps: [...breach.steps, { at: instantText(now), state, actor }] };
  if (state !== 'CLOSED') return next;
  const closedOn = dayInVietnam(now);
  const years = terms.findLast(({ from }) => from <= closedOn.toString())?.keepYears ?? 0;
  return { ...next, keepUntil: closedOn.add({ years }).toString() };
}

/** Whether the authority was told too late, or is still to be told and should have been. */
export function isNoticeLate({ noticeDueAt, steps }: Breach, now: Temporal.Instant): boolean {
  const told = steps.find(({ state }) => state === 'NOTIFIED')?.at ?? instantText(now);
  return told > noticeDueAt;
}
