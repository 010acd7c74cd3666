import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import type { Answered } from '../federation/answer-operation.ts';
import type { RecordedOperation } from '../federation/create-federation.ts';
import type { Disclosure } from '../federation/fetching/plan-run.ts';
import type { NamedIds } from '../operation/named-ids.ts';
import type { DenialCause } from '../operation/refusals.ts';
import type { DecidingPolicies } from './deciding-policies.ts';

/**
 * What the log keeps of one answer: time and form, who asked, the content that was asked for and its status (Decree
 * 47/2020 art. 45), by coordinate and data subject. Never a value. Whom a refused question was about is in `named`: of the
 * entry where it was refused at the door, else of the operation.
 */
export interface DisclosureEntry extends NamedIds {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly requestId: string;
  readonly caller: RecordedCaller;
  /** The day for which was decided, and by which policies; left out where the request was refused before that. */
  readonly decided?: { readonly day: string; readonly policyVersion: string };
  /** Left out where the request was refused before it was known which operation it may run. */
  readonly operation?: RecordedOperation & { readonly kind: string };
  readonly outcome: 'ANSWERED' | 'REFUSED_IN_PART' | 'REFUSED';
  /** Code of the error with which the whole request was refused. */
  readonly refused?: string;
  /** How many requests the entry stands for, and since when, where a client was refused so again and again (decision 0205). */
  readonly repeated?: { readonly count: number; readonly since: string };
  /** Each, as each denial, with the version of the policy by which its agency decided, where that is not the gateway's. */
  readonly disclosures: readonly (Disclosure & DecidedBy)[];
  /** What was refused before any agency was asked, and what an agency refused; each once. */
  readonly denials: readonly (DenialCause & DecidedBy)[];
}

/** The day of an entry in Vietnam: that of the decision, or on which the request was refused before there was one. */
export function dayOfEntry({ at, decided }: Pick<DisclosureEntry, 'at' | 'decided'>): string {
  return decided?.day ?? dayInVietnam(at).toString();
}

/** On which policies a decision rested. */
interface DecidedBy {
  /** Ids, in order; left out where no policy speaks of it, which denies. */
  readonly policies?: readonly string[];
}

/** Who asked, what for and why, as far as an entry keeps it. */
export type RecordedCaller = Pick<
  AccessFacts,
  | 'client'
  | 'actor'
  | 'role'
  | 'organisation'
  | 'citizen'
  | 'purpose'
  | 'case'
  | 'reason'
  | 'emergency'
  | 'assurance'
>;

/** What stands in an entry for many where not all had the same: see `free-refusals.ts`. */
export const several = { actor: 'NONE', emergency: 'SEVERAL' } as const;

/** What an entry is made of beside the answer. */
export interface Occasion {
  readonly at: Temporal.Instant;
  readonly requestId: string;
  readonly facts: AccessFacts;
  readonly policyVersion: string;
  readonly policies: DecidingPolicies;
  readonly operation: RecordedOperation;
}

/** The entry for an answer. Its members stand in the order in which they are written (RFC 8785): to sort them costs more. */
export function disclosureEntry(answered: Answered, occasion: Occasion): DisclosureEntry {
  const { denials, disclosures, kind, result, withheld } = answered;
  const { policies } = occasion;
  return {
    at: instantText(occasion.at),
    caller: recordedCaller(occasion.facts),
    decided: { day: occasion.facts.day, policyVersion: occasion.policyVersion },
    denials: eachOnce(denials).map(({ coordinate, reason, decisionId, policyVersion }) => {
      const other = otherThan(occasion, policyVersion);
      return {
        coordinate,
        ...(decisionId && { decisionId }),
        ...(other ?? decidedBy(policies.against(coordinate))),
        ...(reason && { reason }),
      };
    }),
    disclosures: disclosures.map((disclosure) => {
      const { answered: told, denied, full, masked, used, relation, subgraph, subjects } = disclosure;
      const other = otherThan(occasion, disclosure.policyVersion);
      return {
        ...(told && { answered: told }),
        ...(denied && { denied }),
        ...(full && { full }),
        ...(masked && { masked }),
        // Why another policy denied what it did, this one does not know.
        ...decidedBy(policies.under(relation, coordinatesOf(disclosure, other ? shown : judged))),
        ...other,
        relation,
        subgraph,
        subjects,
        ...(used && { used }),
      };
    }),
    operation: recordedOperation(occasion.operation, kind),
    ...(withheld
      ? { outcome: 'REFUSED', refused: String(withheld.extensions['code']) }
      : { outcome: outcomeOf(denials.length, result.data) }),
    requestId: occasion.requestId,
  };
}

/** What is denied in several places of an answer is one denial. */
function eachOnce(denials: Answered['denials']): Answered['denials'] {
  if (denials.length < 2) return denials;
  const keyed = denials.map(
    (denial) =>
      [`${denial.coordinate} ${denial.reason} ${denial.decisionId} ${denial.policyVersion}`, denial] as const,
  );
  return [...new Map(keyed).values()];
}

/** By which other policy than the gateway's was decided; undefined where it was by that one. */
function otherThan(
  { policyVersion: own }: Pick<Occasion, 'policyVersion'>,
  policyVersion: string | undefined,
): { readonly policyVersion: string } | undefined {
  return policyVersion === undefined || policyVersion === own ? undefined : { policyVersion };
}

const shown = ['full', 'masked', 'answered'] as const;
const judged = [...shown, 'denied'] as const;

function coordinatesOf(
  disclosure: Disclosure,
  outcomes: readonly (typeof judged)[number][],
): readonly string[] {
  return outcomes.flatMap((outcome) => disclosure[outcome] ?? []);
}

function decidedBy(policies: readonly string[]): DecidedBy {
  return policies.length > 0 ? { policies } : {};
}

/** Who asked, where all of that was read and proven. */
export function recordedCaller(facts: AccessFacts): RecordedCaller {
  const { actor, assurance, citizen, client, emergency, organisation, purpose, reason, role } = facts;
  return {
    actor,
    assurance,
    case: facts.case,
    citizen,
    client,
    emergency,
    organisation,
    purpose,
    reason,
    role,
  };
}

function recordedOperation(
  { allNamed, digest, name, named }: RecordedOperation,
  kind: string,
): NonNullable<DisclosureEntry['operation']> {
  return { ...(allNamed && { allNamed }), digest, kind, name, ...(named && { named }) };
}

function outcomeOf(denied: number, data: Answered['result']['data']): DisclosureEntry['outcome'] {
  if (denied === 0) return 'ANSWERED';
  const isEmpty = !data || Object.values(data).every((value) => value === null);
  return isEmpty ? 'REFUSED' : 'REFUSED_IN_PART';
}
