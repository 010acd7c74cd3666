import { print } from 'graphql';
import type { FieldDefinitionNode } from 'graphql';
import { personalCategories } from '../data-annotation.ts';
import { classifyAlone } from './classify.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';
import { fieldsOf, typesOf } from './type-node.ts';

/**
 * Keys cross agencies even where their reader may see nothing else, so a key is a pseudonym and nothing but:
 * the field `id: ID!`, of category PUBLIC alone, described as opaque. A type whose name tells a fact may be classified as a
 * whole, if it takes no more than the answer to have it: who may not have that has no object, and its key stays between
 * the agencies that know the fact.
 */
export const opaqueKeys: AgencyRule = {
  id: 'opaque-keys',
  *check(agency) {
    const annotations = classifyAlone(agency.document);
    for (const type of typesOf(agency.document)) {
      for (const key of type.directives?.filter(({ name }) => name.value === 'key') ?? []) {
        const fields = key.arguments?.find(({ name }) => name.value === 'fields')?.value;
        const name = type.name.value;
        if (fields?.kind !== 'StringValue' || fields.value.trim() !== 'id') {
          const message = 'has a key that is not an opaque id: write @key(fields: "id")';
          yield problemAt(agency, key, name, message);
          continue;
        }
        const id = fieldsOf(type).find((field) => field.name.value === 'id');
        const categories = annotations.get(`${name}.id`) ?? [];
        const ofType = annotations.get(name) ?? [];
        if (!id || print(id.type) !== 'ID!') {
          yield problemAt(agency, id ?? key, `${name}.id`, 'is a key: declare it as id: ID!');
        } else if (categories.length === 0 || personalCategories(categories).size > 0) {
          const message = 'is a key and crosses agencies: its category can only be PUBLIC';
          yield problemAt(agency, id, `${name}.id`, message);
        } else if (!ofType.every(({ category, derived }) => category === 'PUBLIC' || derived)) {
          const message = 'is a key and crosses agencies: its type can only be PUBLIC, or a derived answer';
          yield problemAt(agency, id, `${name}.id`, message);
        } else if (!isDescribedAsOpaque(id)) {
          yield problemAt(
            agency,
            id,
            `${name}.id`,
            'is a key: its description says that it is an opaque pseudonym',
          );
        }
      }
    }
  },
};

function isDescribedAsOpaque({ description }: FieldDefinitionNode): boolean {
  return /\b(opaque|pseudonym)/i.test(description?.value ?? '');
}
