import { schemaToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { disclosures } from '../disclosure.ts';
import { PolicyError } from '../policy-error.ts';
import type { PolicyWords } from '../policy-words.ts';
import { lineOfError } from './line-of-error.ts';

/** The words of the Cedar schema; `relations` are compared with `relation.ts`. */
export interface SchemaWords extends PolicyWords {
  readonly relations: readonly string[];
}

/**
 * Reads the words that policies may use from the Cedar schema.
 * Throws a `PolicyError` where it is no schema, lacks a list, or has other disclosures than `disclosure.ts`.
 */
export function readWords(text: string, file: string): SchemaWords {
  const answer = schemaToJson(text);
  if (answer.type === 'failure') throw new PolicyError([lineOfError(file, text, answer.errors)]);
  const { entityTypes = {}, actions = {} } = answer.json[''] ?? {};
  const namesOf = (type: string): readonly string[] => {
    const entity = entityTypes[type];
    if (entity && 'enum' in entity) return entity.enum;
    throw new PolicyError([`${file}: entity ${type} is missing: list its names with "entity ${type} enum"`]);
  };

  // Each disclosure holds the one before it, so each action stands in the one after it.
  const chain = disclosures.slice(1).map((name, place) => [name, disclosures[place + 2]]);
  const found = Object.entries(actions).map(([name, { memberOf = [] }]) => [
    name,
    ...memberOf.map(({ id }) => id),
  ]);
  const asText = (links: readonly (readonly (string | undefined)[])[]) =>
    links
      .map((link) => link.filter(Boolean).join(' in '))
      .toSorted()
      .join(', ');
  if (asText(found) !== asText(chain)) {
    throw new PolicyError([`${file}: the actions must be those of disclosure.ts: ${asText(chain)}`]);
  }
  return {
    roles: namesOf('Role'),
    purposes: namesOf('Purpose'),
    relations: namesOf('Relation'),
    categories: namesOf('Category'),
  };
}
