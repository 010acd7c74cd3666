import type { DisclosureEntry } from '../../log/disclosure-entry.ts';

type Disclosures = DisclosureEntry['disclosures'];

/**
 * What whoever asked is told again of their own access: what they were told then. What an agency refused without a word was not
 * there for them; that it is, and whose, is for the person and for auditors.
 */
export function toldToAsker({ disclosures, denials }: DisclosureEntry): Disclosures {
  const refused = new Set(denials.map(({ coordinate }) => coordinate));
  return disclosures.flatMap(({ denied, ...shown }) => {
    const told = denied?.filter((coordinate) => refused.has(coordinate)) ?? [];
    if (told.length > 0) return [{ ...shown, denied: told }];
    return shown.full || shown.masked || shown.answered || shown.used ? [shown] : [];
  });
}

/** Whether an entry has something that whoever asked is not told. */
export function hidesFromAsker(entry: DisclosureEntry): boolean {
  const count = (disclosures: Disclosures) =>
    disclosures.reduce((sum, { denied = [] }) => sum + denied.length, disclosures.length);
  return count(toldToAsker(entry)) < count(entry.disclosures);
}

/** Whom of an entry whoever asked may know: of whom they were told, and whom they named. */
export function subjectsToldToAsker(entry: DisclosureEntry): readonly string[] {
  const { named = [], operation } = entry;
  const told = toldToAsker(entry).flatMap(({ subjects }) => subjects);
  return [...new Set([...told, ...(operation?.named ?? []), ...named])];
}

/** Whether nothing is left of an entry for whoever asked: as if it was not there, like what they asked for. */
export function isHiddenFromAsker(entry: DisclosureEntry): boolean {
  const { denials, operation, refused } = entry;
  const isQuestion = operation === undefined || operation.kind === 'query';
  return (
    isQuestion &&
    refused === undefined &&
    denials.length === 0 &&
    hidesFromAsker(entry) &&
    toldToAsker(entry).length === 0
  );
}
