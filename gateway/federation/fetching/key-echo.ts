import { stringIn, type FetchedObject, type FetchedValue } from '../../operation/fetched-value.ts';
import type { ReadShape } from '../reading/read-shape.ts';

/** A key field, and the key under which a subgraph repeats it. */
export interface KeyEcho {
  readonly field: string;
  readonly key: string;
}

/** The echoes among what is asked of entities: `keyEchoName` says what they are called. */
export function keyEchoes({ fields }: ReadShape): readonly KeyEcho[] {
  return fields.flatMap(({ key }) => {
    const field = /^key__.+?__(.+)$/.exec(key)?.[1];
    return field === undefined ? [] : [{ field, key }];
  });
}

/** Whether an entity has the key by which it was asked; true where none is repeated. */
export function echoesKey(echoes: readonly KeyEcho[], asked: FetchedObject, entity: FetchedObject): boolean {
  return echoes.every(({ field, key }) => isSame(asked[field], entity[key]));
}

/** Texts of JSON may differ and say the same. As text, because a subgraph may have an ID as a number. A null tells nothing. */
function isSame(asked: FetchedValue | undefined, echo: FetchedValue | undefined): boolean {
  if (asked === echo || asked === undefined || echo === undefined || echo === null) return true;
  return (stringIn(asked) ?? asked) === (stringIn(echo) ?? echo);
}
