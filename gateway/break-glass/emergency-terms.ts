import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** On which terms data are opened in an emergency: the content of `terms.yaml`. */
export interface EmergencyTerms {
  /** How long an access may be open. */
  readonly minutes: { readonly default: number; readonly most: number };
  /** Characters of the reason. */
  readonly reason: { readonly least: number; readonly most: number };
  readonly approval: {
    /** Scope that an approver's token bears. */
    readonly scope: string;
    readonly minimumAssurance: number;
    /** After so long a request that nobody agreed to lapses. */
    readonly withinMinutes: number;
  };
  /** Days after the end until the data subject is told. */
  readonly noticeAfterDays: number;
  readonly grounds: readonly EmergencyGround[];
}

/** A kind of reason. */
export interface EmergencyGround {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  /** Instead of the common one, where the law of this ground asks for another. */
  readonly noticeAfterDays?: number;
}

/**
 * The terms in force.
 *
 * @throws Error of one line that names the place
 */
export async function loadEmergencyTerms(): Promise<EmergencyTerms> {
  return readEmergencyTerms(await readFile(new URL('terms.yaml', import.meta.url), 'utf8'));
}

/**
 * Reads terms and refuses those under which an access could stay open, be open for nothing or go untold.
 *
 * @throws Error of one line that names the place
 */
export function readEmergencyTerms(text: string): EmergencyTerms {
  const file = new Place(parse(text), 'terms.yaml');
  const minutes = file.at('minutes');
  const approval = file.at('approval');
  const reason = file.at('reason');
  const most = minutes.whole('most', 1, 1_440);
  return {
    minutes: { most, default: minutes.whole('default', 1, most) },
    reason: { least: reason.whole('least', 1, 100), most: reason.whole('most', 100, 10_000) },
    approval: {
      scope: approval.text('scope'),
      minimumAssurance: approval.whole('minimumAssurance', 1, 3),
      withinMinutes: approval.whole('withinMinutes', 1, 1_440),
    },
    noticeAfterDays: file.whole('noticeAfterDays', 0, mostNoticeDays),
    grounds: file.list('grounds').map(readGround),
  };
}

const mostNoticeDays = 365;

function readGround(place: Place): EmergencyGround {
  return {
    code: place.text('code'),
    vi: place.text('vi'),
    en: place.text('en'),
    ...(place.has('noticeAfterDays') && {
      noticeAfterDays: place.whole('noticeAfterDays', 0, mostNoticeDays),
    }),
  };
}

/** A value in the file and where it stands. */
class Place {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #name: string;

  constructor(value: unknown, name: string) {
    if (typeof value !== 'object' || value === null) throw new Error(`${name} must be a mapping.`);
    this.#value = { ...value };
    this.#name = name;
  }

  has(key: string): boolean {
    return this.#value[key] !== undefined;
  }

  at(key: string): Place {
    return new Place(this.#value[key], `${this.#name}: ${key}`);
  }

  list(key: string): readonly Place[] {
    const list = this.#value[key];
    if (!Array.isArray(list) || list.length === 0) throw new Error(`${this.#name}: ${key} must be a list.`);
    return list.map((value, index) => new Place(value, `${this.#name}: ${key}[${index}]`));
  }

  text(key: string): string {
    const value = this.#value[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw new Error(`${this.#name}: ${key} must be a text.`);
  }

  whole(key: string, least: number, most: number): number {
    const value = this.#value[key];
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Error(`${this.#name}: ${key} must be a whole number from ${least} to ${most}.`);
  }
}
