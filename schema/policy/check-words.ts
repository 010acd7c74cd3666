import { parse } from 'graphql';
import type { SchemaWords } from './cedar/read-words.ts';
import { PolicyError } from './policy-error.ts';
import { policyFiles } from './policy-files.ts';
import type { Vocabulary } from './read-vocabulary.ts';
import { relations } from './relation.ts';

/** What the lists of words do not agree on: one line for each word that one of them lacks. */
export function checkWords(schema: SchemaWords, words: Vocabulary, accessSdl: string): readonly string[] {
  const { roles, purposes, relations: meanings, categories } = policyFiles;
  return [
    ...compare('role', schema.roles, ['ANONYMOUS', ...words.roles.keys()], roles),
    ...compare('purpose', schema.purposes, ['NONE', ...words.purposes.keys()], purposes),
    ...compare('relation', schema.relations, [...words.relations.keys()], meanings),
    ...compare('relation', schema.relations, relations, 'schema/policy/relation.ts'),
    ...compare('category', schema.categories, categoriesOf(accessSdl), categories),
  ];
}

function compare(
  what: string,
  inSchema: readonly string[],
  inFile: readonly string[],
  file: string,
): readonly string[] {
  const lacks = (place: string, word: string, other: string) =>
    `${place}: the ${what} ${word} of ${other} is missing: add it here or remove it there`;
  return [
    ...inSchema.filter((word) => !inFile.includes(word)).map((word) => lacks(file, word, policyFiles.schema)),
    ...inFile.filter((word) => !inSchema.includes(word)).map((word) => lacks(policyFiles.schema, word, file)),
  ];
}

function categoriesOf(accessSdl: string): readonly string[] {
  const { definitions } = parseSdl(accessSdl);
  return definitions.flatMap((definition) =>
    definition.kind === 'EnumTypeDefinition' && definition.name.value === 'DataCategory'
      ? (definition.values ?? []).map(({ name }) => name.value)
      : [],
  );
}

function parseSdl(sdl: string) {
  try {
    return parse(sdl);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PolicyError([`${policyFiles.categories}: ${message.split('\n')[0]}`]);
  }
}
