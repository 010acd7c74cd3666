import type { JSONWebKeySet, JWK } from 'jose';

/** A line as it was stored, without its end. */
export interface Line {
  /** The first of a month has number 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** Whether it has an end: the last line of a file may have been torn by a crash. */
  readonly isWhole: boolean;
  /** The place behind it, from which reading can go on. */
  readonly end: Place;
}

/** A place between two lines of a month. */
export interface Place {
  /** How many lines come before it. */
  readonly lines: number;
  /** In a store, the number of the group that it lies in or behind; in a file, 0. */
  readonly group: number;
  /** How far into that: lines of the group, bytes of the file. */
  readonly offset: number;
}

/** Before the first line of a month. */
export const beginning: Place = { lines: 0, group: 0, offset: 0 };

/** Which entry of a month is written next. */
export interface DueEntry {
  readonly month: string;
  /** Its number in the month. */
  readonly number: number;
}

/** Where the first entry of all is due, before any month is begun. */
export const beforeAll: DueEntry = { month: '', number: 0 };

/** How far a month was read: behind its last whole lines. */
export interface MonthEnds {
  readonly entries: Place;
  readonly heads: Place;
}

/** What is kept of a month. */
export interface KeptMonth {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** False once its entries were archived: then its heads still link the months around it. */
  readonly hasEntries: boolean;
}

/**
 * The part of the log that one gateway writes, wherever it is kept. Entries and signed heads are lines, by month. What
 * they mean is not known here.
 */
export interface SegmentReader {
  readonly gateway: string;
  /** Oldest first. */
  months(): Promise<readonly KeptMonth[]>;
  /** The entries of a month in order, from a place on; those that are there when the first is asked for. */
  entries(month: string, from?: Place): AsyncIterable<Line>;
  /** The entry at a place, without reading on; undefined where there is none. */
  entry(month: string, at: Place): Promise<Line | undefined>;
  /** The signed heads of a month in order, from a place on; those that are there when the first is asked for. */
  heads(month: string, from?: Place): AsyncIterable<Line>;
  /** Public keys that the gateway says it signed with. */
  keys(): Promise<JSONWebKeySet>;
  /** Names a line for people. */
  place(month: string, kind: 'entries' | 'heads', number: number): string;
}

/** A segment whose months can be archived. */
export interface ArchivableSegment extends SegmentReader {
  /**
   * Takes the entries of a month away, for good; its heads stay. Doing it again finishes what was begun.
   *
   * @throws Error when they cannot be taken away
   */
  erase(month: string): Promise<void>;
}

/** Where a line was written: a place whose number of lines its writer knows. */
export type Spot = Omit<Place, 'lines'>;

/** The same for the one who writes it. */
export interface SegmentWriter extends SegmentReader {
  /**
   * Appends entries; resolves when they are durable. When it rejects, none of them is kept.
   *
   * @param number of the first of them in its month
   * @returns the place before the last of them
   * @throws OvertakenError when another process wrote there meanwhile, so that the segment has to be read on; ReplacedError
   */
  write(month: string, number: number, lines: readonly string[]): Promise<Spot>;
  /** Appends a signed head over so many entries; as `write`, but that in a store it is there for good if it ever was. */
  writeHead(month: string, size: number, head: string): Promise<Spot>;
  /** The frontier that was kept last, as it was given; undefined when none was. */
  frontier(): Promise<string | undefined>;
  /** Keeps a frontier in place of the one before. Nothing of the log depends on it. */
  keepFrontier(frontier: string): Promise<void>;
  /**
   * From here on this process writes here: whichever did before finds out, and gives way as long as this one lives. To be done by
   * one that serves, not by one that may yet fail to.
   *
   * @throws ReplacedError where this process is about to end, and another one has it
   */
  claim(): Promise<void>;
  /** @throws ReplacedError when another process has claimed the segment since this one did; OvertakenError when that one has ended */
  confirm(): Promise<void>;
  /** This process is about to end: it claims the segment from nobody who lives. */
  leave(): void;
  /** Lets go of what was claimed. */
  release(): Promise<void>;
  /**
   * From here on no entry is written into a month before.
   *
   * @param before where the next entry of the last month would be due; `beforeAll` where there is none
   * @throws OvertakenError when another process wrote there, or began another month
   */
  beginMonth(month: string, before: DueEntry): Promise<void>;
  /** The month that was begun, and may have nothing yet, where an entry would be due; undefined when none was. */
  monthAfter(due: DueEntry): Promise<string | undefined>;
  /**
   * Writes something that is no part of the log.
   *
   * @param next where the next entry is due; undefined in a segment without any
   * @throws Error when entries could not be written either, OvertakenError, ReplacedError
   */
  probe(next: DueEntry | undefined): Promise<void>;
  /** Takes away what a write that failed may have left: before the segment is read on. */
  settle(): Promise<void>;
  /** Takes away, and keeps aside, what comes after the last whole line of a month, to which it was read. */
  repair(month: string, read: MonthEnds): Promise<void>;
  /**
   * From here on the newest month is written on, and what is written has to come behind what was read; nobody takes that away
   * any more.
   *
   * @throws Error when it does not end there any more, OvertakenError when another process changed what was read
   */
  goOn(month: string, read: MonthEnds): Promise<void>;
  /** Adds to `keys` what is not there. */
  publishKey(key: JWK): Promise<void>;
  close(): Promise<void>;
}

/** The first of some lines. */
export async function firstLine(lines: AsyncIterable<Line>): Promise<Line | undefined> {
  for await (const line of lines) return line;
  return undefined;
}
