import { readFile } from 'node:fs/promises';
import type { LegalRegister } from '../../schema/policy/law/register.ts';
import { problemsOfLaw } from '../../schema/policy/cited-law.ts';
import { refuseProblems } from '../../schema/policy/policy-error.ts';
import { day, optional, readList, readYaml, text, texts, yesOrNo } from '../../schema/policy/read-list.ts';

/** A purpose for which a person's data are not used any more once that was granted. */
export interface Restrictable {
  readonly purpose: string;
  readonly from: string;
  readonly articles: readonly string[];
}

/** The words that the list may use. */
interface Words extends Pick<LegalRegister, 'articles'> {
  readonly purposes: ReadonlyMap<string, unknown>;
}

const file = 'gateway/rights/restrictable.yaml';
const kinds = { purpose: text, from: day, articles: texts, verified: yesOrNo, doubt: optional(text) };

/** The purposes that stand in the file. @throws PolicyError with a line for each mistake */
export async function loadRestrictable(words: Words): Promise<readonly Restrictable[]> {
  return readRestrictable(await readFile(new URL('restrictable.yaml', import.meta.url), 'utf8'), words);
}

/** Reads the list. @throws PolicyError with a line for each mistake */
export function readRestrictable(yaml: string, { articles, purposes }: Words): readonly Restrictable[] {
  const list = readList(readYaml(yaml, file), file, kinds);
  const problems = list.flatMap((entry) => [
    ...(purposes.has(entry.purpose) ? [] : [`${file}: ${entry.purpose} is no purpose`]),
    ...problemsOfLaw(entry, articles).map((wrong) => `${file}: ${entry.purpose}: ${wrong}`),
  ]);
  refuseProblems(problems);
  return list;
}
