import { sha256 } from '../sha256.ts';
import { actionBits, noCells } from './cells.ts';
import type { Cells } from './cells.ts';
import { dayBandsOf } from './day-bands.ts';
import { Disclosure } from './disclosure.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PolicyWords } from './policy-words.ts';
import { relations } from './relation.ts';
import type { Relation } from './relation.ts';

/** All that a decision depends on, but the relation to the data subject and the category of the datum. */
export interface PolicyQuestion {
  readonly role: string;
  /** `NONE` when none was stated. */
  readonly purpose: string;
  /** Calendar day in Viet Nam, ISO 8601. */
  readonly day: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
}

/** All answers to one question. */
export interface PolicyProfile {
  /** Equal for two profiles just when `disclosure` is equal under every relation and category. */
  readonly key: string;
  /** How much may be shown; nothing for words that no policy knows. */
  disclosure(relation: Relation, category: string): Disclosure;
  /**
   * Ids of the policies that decided, in order: those that permit this disclosure, or those that forbid what others
   * permit; empty when nothing permits.
   */
  policies(relation: Relation, category: string): readonly string[];
}

/** The policy, ready to decide: pure, without a clock and without reading anything. */
export interface PolicyTable {
  /** Digest of everything that the decisions rest on. */
  readonly version: string;
  /** The answers to one question; questions that no policy tells apart share them. */
  profile(question: PolicyQuestion): PolicyProfile;
}

/** The disclosure that four bits of actions permit. Rules are checked to permit no action without the lower ones. */
const disclosureOfBits = (bits: number): Disclosure => {
  if (bits & 8) return Disclosure.full;
  if (bits & 4) return Disclosure.guarded;
  if (bits & 2) return Disclosure.masked;
  return bits & 1 ? Disclosure.answer : Disclosure.none;
};

/** Makes the table of compiled policies. Profiles are made when they are first asked for, and kept. */
export function createPolicyTable(
  rules: readonly PolicyRule[],
  { roles, purposes, categories }: PolicyWords,
  version: string,
): PolicyTable {
  const profiles = new Map<string, PolicyProfile>();
  const bandOf = dayBandsOf(rules);
  const denied = createProfile([], categories);
  return {
    version,
    profile({ role, purpose, day, reasonRecorded, breakGlass }) {
      const band = bandOf(day);
      if (band === undefined || !roles.includes(role) || !purposes.includes(purpose)) return denied;
      const name = `${role} ${purpose} ${band} ${reasonRecorded} ${breakGlass}`;
      const known = profiles.get(name);
      if (known) return known;
      const facts = { role, purpose, day: band, reasonRecorded, breakGlass };
      const held = rules.map((rule): HeldRule => ({ ...rule, cells: rule.cells(facts) }));
      const profile = createProfile(held, categories);
      profiles.set(name, profile);
      return profile;
    },
  };
}

interface HeldRule {
  readonly id: string;
  readonly effect: PolicyRule['effect'];
  readonly cells: Cells;
}

function createProfile(rules: readonly HeldRule[], categories: readonly string[]): PolicyProfile {
  const held = rules.filter(({ cells }) => cells !== noCells);
  const permits = held.filter(({ effect }) => effect === 'permit');
  const forbids = held.filter(({ effect }) => effect === 'forbid');
  const permitted = permits.reduce((cells, rule) => cells | rule.cells, noCells);
  const forbidden = forbids.reduce((cells, rule) => cells | rule.cells, noCells);
  const levels = actionBits(permitted & ~forbidden, categories).map(disclosureOfBits);

  const columns = new Map(categories.map((category, index) => [category, index]));
  const rows = new Map<string, number>(
    relations.map((relation, index) => [relation, index * categories.length]),
  );
  const placeOf = (relation: Relation, category: string) =>
    (rows.get(relation) ?? Number.NaN) + (columns.get(category) ?? Number.NaN);
  const disclosure = (relation: Relation, category: string) =>
    levels[placeOf(relation, category)] ?? Disclosure.none;

  return {
    key: sha256(JSON.stringify([categories, levels.join('')])),
    disclosure,
    policies(relation, category) {
      const place = placeOf(relation, category);
      if (Number.isNaN(place)) return [];
      const level = disclosure(relation, category);
      const bit = 1n << BigInt(place * 4 + Math.max(level, Disclosure.answer) - 1);
      const permitting = permits.filter(({ cells }) => cells & bit);
      const deciding = level > Disclosure.none || permitting.length === 0 ? permitting : forbids;
      return deciding
        .filter(({ cells }) => cells & bit)
        .map(({ id }) => id)
        .toSorted();
    },
  };
}
