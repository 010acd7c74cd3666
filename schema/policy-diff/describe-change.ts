import { relations as allRelations } from '../policy/relation.ts';
import type { AccessChange, Asker } from './access-change.ts';
import type { Asked, Condition, DayRange } from './conditions.ts';
import type { Outcome } from './outcome.ts';
import type { PolicyDiff } from './policy-diff.ts';

/** Who asks, in words: roles that ask for the same purposes together, and what is left out where that is shorter. */
export function describeAskers(askers: readonly Asker[], words: PolicyDiff['words']): readonly string[] {
  const byRole = Map.groupBy(askers, ({ role }) => role);
  const purposesOf = (list: readonly Asker[]) =>
    someOf(
      list.map(({ purpose }) => purpose),
      words.purposes,
      'any purpose or none',
    );
  const alike = Map.groupBy([...byRole], ([, list]) => purposesOf(list));
  return [...alike].map(([purposes, roles]) => {
    return `${someOf(
      roles.map(([role]) => role),
      words.roles,
      'everyone',
    )} for ${purposes}`;
  });
}

function someOf(some: readonly string[], all: readonly string[], nameOfAll: string): string {
  const others = all.filter((word) => !some.includes(word));
  if (others.length === 0) return nameOfAll;
  return others.length < some.length ? `${nameOfAll} but ${others.join(', ')}` : some.join(', ');
}

/** In which circumstances, in words. */
export function describeCondition({ relations, reasonRecorded, breakGlass, days }: Condition): string {
  return [
    relations.length === allRelations.length ? 'under any relation' : `related as ${relations.join(', ')}`,
    ...flag('a recorded reason', reasonRecorded),
    ...flag('emergency access', breakGlass),
    days.map(describeDays).join(' and '),
  ].join('; ');
}

/** What becomes of what: `masked LAST4 → full`. */
export function describeVerdicts({ direction, from, to }: AccessChange): string {
  const verdict = (outcome: Outcome) => [outcome.verdict, ...outcome.masks].join(' ');
  if (direction === 'rebased') return `${verdict(to)} as before`;
  return `${verdict(from)} → ${verdict(to)}${direction === 'both' ? ' (shows something else)' : ''}`;
}

/** On what an outcome rests, in words; empty where there is nothing to say. */
export function describeGround({ verdict, policies, law }: Outcome): string {
  const by =
    policies.length === 0
      ? ''
      : `${verdict === 'none' ? 'forbidden' : 'permitted'} by ${policies.join(', ')}`;
  return [by, ...(law === '' ? [] : [`on ${law}`])].filter((part) => part !== '').join(' ');
}

/** What happened to the elements themselves; empty for nothing. */
export function describeKind({ kind, classification }: AccessChange): string {
  if (classification) return `reclassified from ${classification.from} to ${classification.to}`;
  return kind === 'new' || kind === 'removed' ? kind : '';
}

function flag(name: string, asked: Asked): readonly string[] {
  if (asked === 'any') return [];
  return [asked === 'yes' ? `with ${name}` : `without ${name}`];
}

function describeDays({ from, to }: DayRange): string {
  if (from === undefined) return to === undefined ? 'on every day' : `until ${to}`;
  return to === undefined ? `from ${from}` : `from ${from} to ${to}`;
}
