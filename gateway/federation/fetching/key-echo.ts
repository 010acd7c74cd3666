import type { FetchedObject } from './merge-fetched.ts';

/** The alias under which a subgraph is asked to repeat a key field of an entity. */
export function keyEchoName(type: string, field: string): string {
  return `key__${type}__${field}`;
}

/**
 * Takes the repeated key out of an entity.
 *
 * @returns whether it is the key by which the entity was asked; true where none was asked for
 */
export function takeKeyEcho(asked: FetchedObject, entity: FetchedObject): boolean {
  let isSame = true;
  for (const [field, value] of Object.entries(asked)) {
    const echo = keyEchoName(String(asked['__typename']), field);
    if (!Object.hasOwn(entity, echo)) continue;
    // As text, because a subgraph may have an ID as a number. A null tells nothing.
    isSame &&= entity[echo] === null || String(entity[echo]) === String(value);
    delete entity[echo];
  }
  return isSame;
}
