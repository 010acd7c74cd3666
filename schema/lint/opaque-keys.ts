import { print } from 'graphql';
import type { FieldDefinitionNode } from 'graphql';
import { personalCategories } from '../data-annotation.ts';
import { classify } from './classify.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';
import { fieldsOf, typesOf } from './type-node.ts';

/**
 * Keys cross agencies even where their reader may see nothing else, so a key is a pseudonym and nothing but:
 * the field `id: ID!`, of category PUBLIC alone, described as opaque.
 */
export const opaqueKeys: AgencyRule = {
  id: 'opaque-keys',
  *check(agency) {
    const annotations = classify(agency.document);
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
        if (!id || print(id.type) !== 'ID!') {
          yield problemAt(agency, id ?? key, `${name}.id`, 'is a key: declare it as id: ID!');
        } else if (categories.length === 0 || personalCategories(categories).size > 0) {
          const message = 'is a key and crosses agencies: its category, and its type, can only be PUBLIC';
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
