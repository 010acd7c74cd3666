import type { CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { instantText } from '../../../schema/calendar/instant-text.ts';
import type { ChainedEntry } from '../chained-entry.ts';
import type { DisclosureEntry } from '../disclosure-entry.ts';
import type { Place } from '../segment/segment.ts';

/**
 * Where an entry of the log is, and by what it is looked up. It holds nothing that the log does not, and is made again
 * from the log whenever it is lost.
 */
export interface LogRow extends Stored {
  readonly gateway: string;
  /** `YYYY-MM`, of the file or group that has it. */
  readonly month: string;
  readonly sequence: number;
  /** The place before it in its month. */
  readonly place: Place;
  /** Its leaf hash, base64url: what is read there must still be what was read. */
  readonly hash: string;
  readonly at: string;
  /** Everybody whom the entry concerns: about whom something was shown or refused, or whom a refused request named. */
  readonly subjects: readonly string[];
  readonly client: string;
  readonly actor: string;
  readonly coordinates: readonly string[];
  /** As the request named it. */
  readonly case?: string;
  /** Id of the emergency access that the request named. */
  readonly emergency?: string;
}

/** Where the rows are kept. */
export const logRows: CollectionSpec<LogRow> = {
  name: 'indexRows',
  indexes: [
    { name: 'byTime', fields: ['at'] },
    { name: 'bySubject', fields: ['subjects', 'at'] },
    { name: 'byClient', fields: ['client', 'at'] },
    { name: 'byOfficer', fields: ['actor', 'at'] },
    { name: 'byField', fields: ['coordinates', 'at'] },
    { name: 'byCase', fields: ['case', 'at'] },
  ],
};

/** Digits of the largest sequence, so that ids sort as the entries do. */
const sequenceDigits = String(Number.MAX_SAFE_INTEGER).length;

/** Digits of a hash that two entries in one place do not share by chance. */
const hashDigits = 16;

/** The row of an entry. @param hash its leaf hash, base64url */
export function logRow(
  { entry, gateway, sequence }: ChainedEntry,
  hash: string,
  month: string,
  place: Place,
): LogRow {
  const { caller } = entry;
  return {
    // With its hash: what its writer took back, and what was written in its place, are two rows whoever reads them first.
    id: `${gateway} ${String(sequence).padStart(sequenceDigits, '0')} ${hash.slice(0, hashDigits)}`,
    version: 1,
    gateway,
    month,
    sequence,
    place,
    hash,
    // Of one length, so that their order as texts is that of the instants.
    at: instantText(Temporal.Instant.from(entry.at)),
    subjects: subjectsIn(entry),
    client: caller.client,
    actor: caller.actor,
    coordinates: coordinatesIn(entry),
    ...(caller.case !== undefined && { case: caller.case }),
    ...(caller.emergency !== undefined && { emergency: caller.emergency }),
  };
}

/** Opaque ids of those whom an entry concerns. */
function subjectsIn({ disclosures, operation, named = [] }: DisclosureEntry): readonly string[] {
  const shown = disclosures.flatMap(({ subjects }) => subjects);
  return [...new Set([...shown, ...(operation?.named ?? []), ...named])];
}

/** What was shown or refused. */
function coordinatesIn({ disclosures, denials }: DisclosureEntry): readonly string[] {
  const shown = disclosures.flatMap(({ full = [], masked = [], answered = [], denied = [] }) =>
    [full, masked, answered, denied].flat(),
  );
  return [...new Set([...shown, ...denials.map(({ coordinate }) => coordinate)])];
}
