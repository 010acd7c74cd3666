import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { Annotation } from '../leak-hunt/oracle/classification.ts';
import { actions, askCedar } from '../policy/cedar-oracle.ts';
import { relations } from '../../schema/policy/relation.ts';

/** Role and purpose. */
type Pair = readonly [role: string, purpose: string];

const purposes = parseYaml(
  readFileSync(new URL('../../schema/policy/purposes.yaml', import.meta.url), 'utf8'),
) as readonly { readonly code: string; readonly roles: readonly string[] }[];

/** Some of every kind; that the table is Cedar's in all others is proven elsewhere. */
export const sampled = ['VSS_CLAIM_OFFICER', 'FACILITY_DOCTOR', 'EMPLOYER_HR', 'CITIZEN', 'AUDITOR'];

const pairs: readonly Pair[] = purposes.flatMap(({ code, roles }) =>
  roles.filter((role) => sampled.includes(role)).map((role): Pair => [role, code]),
);

const conditions = [
  [false, false],
  [true, false],
  [true, true],
] as const;

const known = new Map<string, number>();

/** How much of a category Cedar itself permits: 0 nothing to 4 all. */
function levelOf(
  [role, purpose]: Pair,
  relation: (typeof relations)[number],
  category: string,
  day: string,
  condition: (typeof conditions)[number],
): number {
  const [reasonRecorded, breakGlass] = condition;
  const asked = { role, purpose, relation, category, day, reasonRecorded, breakGlass };
  return known.getOrInsertComputed(JSON.stringify(asked), () => {
    let level = 0;
    while (level < actions.length && askCedar(asked, actions[level] ?? 'full').allowed) level += 1;
    return level;
  });
}

/** Who may ever see something that is so classified: asked of Cedar, rule by rule of the access matrix. */
export function naiveGrants(annotations: readonly Annotation[], day: string): readonly Pair[] {
  return pairs.filter((pair) =>
    conditions.some((condition) =>
      relations.some((relation) =>
        annotations.every(({ category, mask, derived }) => {
          const level = levelOf(pair, relation, category, day, condition);
          if (derived && level >= 1) return true;
          return level === 4 || (level === 3 && mask === undefined) || (level >= 2 && mask !== undefined);
        }),
      ),
    ),
  );
}

/** Counts the lines of a log that show, or refuse, a coordinate on these days. */
export function naiveCount(folder: string, coordinate: string, from: string, to: string) {
  const quoted = JSON.stringify(coordinate);
  let shown = 0;
  let refused = 0;
  let last: string | undefined;
  for (const gateway of readdirSync(folder)) {
    for (const file of readdirSync(join(folder, gateway)).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(folder, gateway, file), 'utf8')
        .split('\n')
        .filter(Boolean)) {
        const { entry } = JSON.parse(line) as {
          readonly entry: {
            readonly decided: { readonly day: string };
            readonly disclosures: unknown;
            readonly denials: unknown;
          };
        };
        const { day } = entry.decided;
        const text = JSON.stringify(entry.disclosures);
        const isShown = ['full', 'masked', 'answered'].some((member) =>
          new RegExp(`"${member}":\\[[^\\]]*${quoted.replaceAll('.', '\\.')}`).test(text),
        );
        const isRefused =
          new RegExp(`"denied":\\[[^\\]]*${quoted.replaceAll('.', '\\.')}`).test(text) ||
          JSON.stringify(entry.denials).includes(`"coordinate":${quoted}`);
        const isCounted = from <= day && day <= to;
        if (isCounted && isShown) shown += 1;
        if (isCounted && isRefused) refused += 1;
        if (isShown && day <= to && (last === undefined || last < day)) last = day;
      }
    }
  }
  return { shown, refused, lastShown: last };
}
