import type { ErrorCode } from '../../schema/error-codes.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import { several, type DisclosureEntry, type RecordedCaller } from './disclosure-entry.ts';

/** Refusals that cost a client none of the requests that it may send: nothing else bounds how many there are. */
const free: ReadonlySet<string> = new Set<ErrorCode>([
  'AGREEMENT_NOT_IN_FORCE',
  'CLIENT_SUSPENDED',
  'CLIENT_UNKNOWN',
  'QUOTA_EXCEEDED',
]);

/** How much is kept of what one client is refused for one code. */
const terms = {
  /** In milliseconds. */
  window: 600_000,
  /** So many in a window have an entry each; all further ones have one together. */
  whole: 10,
  /** Ids in that one, as in one of a single request. */
  named: 1_000,
  /** So many actors and the emergency access that they name have one of their own (decision 0217). */
  emergencies: 10,
} as const;

/** A refusal, as far as an entry for many keeps it. */
export interface FreeRefusal {
  readonly code: string;
  readonly caller: RecordedCaller;
  readonly requestId: string;
  /** Whom the request named: asked only where it is kept. */
  readonly named: () => readonly string[];
}

/** Bounds how much a known client makes the log grow by requests that are refused before they count. */
export interface FreeRefusals {
  /** Whether the refusal is told in an entry for many, and needs none of its own. */
  isCounted(refused: FreeRefusal): boolean;
  /** Writes what was counted. Never rejects. */
  close(): Promise<void>;
}

/** Many refusals of one client for one code. */
interface Counted extends Pick<FreeRefusal, 'code' | 'caller' | 'requestId'> {
  readonly count: number;
  readonly since: string;
  readonly named: Set<string>;
}

interface Window {
  whole: number;
  /** By what is told together. */
  readonly counted: Map<string, Counted>;
  end: NodeJS.Timeout;
}

/** @param append writes an entry for many */
export function createFreeRefusals(append: (entry: DisclosureEntry) => Promise<void>): FreeRefusals {
  const windows = new Map<string, Window>();
  const endLater = (key: string) => setTimeout(() => void endWindow(key), terms.window).unref();

  function openWindow(key: string): Window {
    const window: Window = { whole: 0, counted: new Map(), end: endLater(key) };
    windows.set(key, window);
    return window;
  }

  async function endWindow(key: string): Promise<void> {
    const window = windows.get(key);
    if (window === undefined) return;
    windows.delete(key);
    clearTimeout(window.end);
    await Promise.all(window.counted.entries().map(([group, counted]) => tell(key, group, counted)));
  }

  async function tell(key: string, told: string, counted: Counted): Promise<void> {
    try {
      await append(entryOf(counted));
    } catch {
      // It is told with the next ones, or alone after another window.
      const next = windows.get(key) ?? openWindow(key);
      const group = isShared(told) ? told : groupOf(next, counted.caller);
      const later = next.counted.get(group);
      next.counted.set(group, later ? together(counted, later) : counted);
    }
  }

  return {
    isCounted({ named, ...refused }) {
      if (!free.has(refused.code)) return false;
      const key = `${refused.caller.client} ${refused.code}`;
      const window = windows.get(key) ?? openWindow(key);
      if (window.whole < terms.whole) {
        window.whole += 1;
        return false;
      }
      const group = groupOf(window, refused.caller);
      const before = window.counted.get(group);
      const isFull = before && before.named.size >= terms.named;
      const one = { ...refused, count: 1, since: now(), named: new Set(isFull ? [] : named()) };
      window.counted.set(group, before ? together(before, one) : one);
      return true;
    },
    async close() {
      await Promise.all(Array.from(windows.keys(), endWindow));
      for (const { end } of windows.values()) clearTimeout(end);
    },
  };
}

/**
 * What is told together: an emergency access that somebody names apart from all else, since a data subject is told of it later, and
 * of what. Nothing of it is proven here, so names that are made up may not make the log grow either.
 */
function groupOf({ counted }: Window, { actor, emergency }: RecordedCaller): string {
  if (emergency === undefined) return 'all';
  const own = `${actor} ${emergency}`;
  const { length: emergencies } = [...counted.keys()].filter((group) => !isShared(group));
  return counted.has(own) || emergencies < terms.emergencies ? own : 'emergencies';
}

/** Whether it has the place of none of the ten, whoever and whatever is common to all in it. */
function isShared(group: string): boolean {
  return group === 'all' || group === 'emergencies';
}

function together(before: Counted, { count, caller, requestId, named }: Counted): Counted {
  for (const id of named) if (before.named.size < terms.named) before.named.add(id);
  return { ...before, count: before.count + count, requestId, caller: commonOf(before.caller, caller) };
}

function entryOf({ code, caller, requestId, count, since, named }: Counted): DisclosureEntry {
  return {
    at: now(),
    caller,
    denials: [],
    disclosures: [],
    ...(named.size > 0 && { named: [...named] }),
    outcome: 'REFUSED',
    refused: code,
    repeated: { count, since },
    requestId,
  };
}

/** What holds of all: who asked, as far as it was the same one. */
function commonOf(one: RecordedCaller, other: RecordedCaller): RecordedCaller {
  const same = <Name extends keyof RecordedCaller>(name: Name) =>
    one[name] === other[name] ? one[name] : undefined;
  return {
    actor: same('actor') ?? several.actor,
    assurance: same('assurance') ?? 1,
    case: same('case'),
    citizen: same('citizen'),
    client: one.client,
    // None, or one in each: see `groupOf`.
    emergency: one.emergency === other.emergency ? one.emergency : several.emergency,
    organisation: same('organisation'),
    purpose: same('purpose') ?? 'NONE',
    reason: undefined,
    role: same('role') ?? 'NONE',
  };
}

function now(): string {
  return instantText(Temporal.Now.instant());
}
