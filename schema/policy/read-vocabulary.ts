import { policyFiles } from './policy-files.ts';
import type { PolicyTexts } from './policy-files.ts';
import { assuranceLevel, readList, readYaml, text, texts, yesOrNo } from './read-list.ts';
import type { Kind } from './read-list.ts';
import { relations } from './relation.ts';
import type { Relation } from './relation.ts';
import type { Purpose, RelationMeaning, Role } from './vocabulary.ts';

/** The words of roles.yaml, purposes.yaml and relations.yaml, by code. */
export interface Vocabulary {
  readonly roles: ReadonlyMap<string, Role>;
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly relations: ReadonlyMap<Relation, RelationMeaning>;
}

const relation: Kind<Relation> = {
  name: `a relation of relation.ts: ${relations.join(', ')}`,
  accepts: (value): value is Relation => relations.some((known) => known === value),
};

/** Reads the words. Throws a `PolicyError` where an entry is not complete. */
export function readVocabulary(files: Pick<PolicyTexts, 'roles' | 'purposes' | 'relations'>): Vocabulary {
  const list = <Kinds extends Readonly<Record<string, Kind<unknown>>>>(
    name: keyof typeof files,
    kinds: Kinds,
  ) => readList(readYaml(files[name], policyFiles[name]), policyFiles[name], kinds);
  return {
    roles: byCode(list('roles', { code: text, agency: text, vi: text, en: text })),
    purposes: byCode(
      list('purposes', {
        code: text,
        vi: text,
        en: text,
        bases: texts,
        procedures: texts,
        caseRequired: yesOrNo,
        minimumAssurance: assuranceLevel,
        roles: texts,
      }),
    ),
    relations: byCode(list('relations', { code: relation, vi: text, en: text })),
  };
}

function byCode<Code, Entry extends { readonly code: Code }>(
  entries: readonly Entry[],
): ReadonlyMap<Entry['code'], Entry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
