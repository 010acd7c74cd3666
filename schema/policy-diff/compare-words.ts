import type { Policy } from '../policy/policy.ts';
import type { Purpose, Role } from '../policy/vocabulary.ts';

/** A purpose or a role that only one of two policies knows. */
export interface WordChange {
  readonly kind: 'purpose' | 'role';
  readonly change: 'new' | 'removed';
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  /** What it asks of whoever states it, in words: of a purpose who may, on which articles, how surely known. */
  readonly terms: readonly string[];
}

/**
 * The words that requests may use and could not before, and the other way round. What they open is among the changes of
 * the elements; here stands what they are, so that a reader need not find that out from hundreds of elements.
 */
export function compareWords(old: Policy, now: Policy): readonly WordChange[] {
  return [
    ...changesOf('purpose', old.purposes, now.purposes, termsOfPurpose),
    ...changesOf('role', old.roles, now.roles, termsOfRole),
  ];
}

function changesOf<Word extends Pick<WordChange, 'code' | 'vi' | 'en'>>(
  kind: WordChange['kind'],
  old: ReadonlyMap<string, Word>,
  now: ReadonlyMap<string, Word>,
  termsOf: (word: Word) => readonly string[],
): readonly WordChange[] {
  const only = (change: WordChange['change'], here: typeof old, there: typeof old) =>
    [...here.values()]
      .filter(({ code }) => !there.has(code))
      .map((word): WordChange => {
        const { code, vi, en } = word;
        return { kind, change, code, vi, en, terms: termsOf(word) };
      });
  return [...only('new', now, old), ...only('removed', old, now)];
}

function termsOfPurpose({ roles, bases, procedures, caseRequired, minimumAssurance }: Purpose) {
  return [
    `stated by ${roles.join(', ')}`,
    `on ${bases.join(', ')}`,
    ...(procedures.length > 0 ? [`for the procedures ${procedures.join(', ')}`] : []),
    `with an assurance of ${minimumAssurance} or more`,
    caseRequired ? 'with a case' : 'without a case',
  ];
}

function termsOfRole({ agency }: Role) {
  return [`of clients of the kind ${agency}`];
}
