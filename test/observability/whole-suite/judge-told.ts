import { canaries } from '../../acts/civil-acts.ts';
import { knownValues } from '../../access/matrix/known-person.ts';
import { personalFinder } from './find-personal.ts';
import { toldKinds, type ToldLine } from './told.ts';

/** What a look at everything that was told came to. */
export interface Judgement {
  /** How much was looked at, in one line. */
  readonly summary: string;
  /** Each names the kind and the rest of the text; the value itself is not repeated. */
  readonly findings: readonly string[];
}

/** What tests record of people of their own, but for a day, which can stand anywhere. */
const ofKnownPeople = [
  ...knownValues.filter((value) => !/^\d{4}-/.test(value) && value.length >= 8),
  ...Object.values(canaries),
];

/** How many findings are told: the first are enough to mend by. */
const mostFindings = 20;

/**
 * Looks for personal values in all that was told.
 *
 * @param isWhole whether the whole suite ran: then each kind must have been seen, for a look that sees nothing proves nothing
 */
export function judgeTold(told: readonly ToldLine[], isWhole: boolean): Judgement {
  const ofWorlds = told.filter(([kind]) => kind === 'value').map(([, value]) => value);
  const values = new Set([...ofWorlds, ...ofKnownPeople]);
  const find = personalFinder(values);
  const findings = told
    .filter(([kind]) => kind !== 'value' && kind !== 'tests')
    .flatMap(([kind, text]) => {
      const found = find(text);
      const rest = found.reduce((left, value) => left.replaceAll(value, '█'), text);
      return found.length === 0 ? [] : [`A personal value was told in a ${kind}: ${rest.slice(0, 300)}`];
    });
  const counts = toldKinds.map((kind) => [kind, told.filter(([one]) => one === kind).length] as const);
  const unseen = [...counts, ['value', ofWorlds.length] as const].filter(
    ([, count]) => isWhole && count === 0,
  );
  return {
    summary: `Told and looked through for ${values.size} personal values: ${counts.map(([kind, count]) => `${count} ${kind}s`).join(', ')}.`,
    findings: [
      ...findings.slice(0, mostFindings),
      ...(findings.length > mostFindings ? [`… and ${findings.length - mostFindings} more.`] : []),
      ...unseen.map(([kind]) => `No ${kind} was seen in the whole suite: what taps them is broken.`),
    ],
  };
}
