import { refuseOperation } from './refuse-operation.ts';
import { isIntrospection, type SelectedField, type Selection } from './selection.ts';

/**
 * Refuses an operation that asks for the schema and for data at once. Who may read the one and who may read the other
 * are two questions, and each operation is answered to one of them.
 *
 * @param selections those of the query type
 * @throws GraphQLError 400
 */
export function refuseMixed(selections: readonly Selection[]): void {
  const asked = [...fieldsOf(selections)].filter(({ name }) => name !== '__typename');
  if (asked.some(isIntrospection) && !asked.every(isIntrospection)) {
    throw refuseOperation('BAD_REQUEST', 'Ask for the schema and for data in operations of their own.');
  }
}

function* fieldsOf(selections: readonly Selection[]): Generator<SelectedField> {
  for (const selection of selections) {
    if (selection.kind === 'field') yield selection;
    else yield* fieldsOf(selection.selections);
  }
}
