import type { GraphQLSchema } from 'graphql';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import type { Asker } from '../../subgraphs/matrix/column.ts';
import { askAs } from './ask-as.ts';
import { endOf } from './unguarded.ts';
import { wayTo } from './way-to.ts';

/** A denial as the caller reads it. */
interface ToldDenial {
  readonly affectedPath: string;
  readonly coordinate: string;
  readonly reason: string;
  readonly decisionId: string;
}

/** What the hub made of one coordinate. */
export interface Found {
  readonly value: unknown;
  /** Whether the answer says that the value is shortened. */
  readonly isMasked: boolean;
  /** Of the coordinate, or of what stands on the way to it. */
  readonly denials: readonly ToldDenial[];
}

/** The answer to one way of asking. */
export interface MatrixAnswer {
  of(coordinate: string): Found;
  readonly denials: readonly ToldDenial[];
}

/** Asks for coordinates of the known person in one operation, each under an alias of its own. */
export async function askMatrix(
  hub: HubUnderTest,
  asker: Asker,
  coordinates: readonly string[],
  schema: GraphQLSchema,
): Promise<MatrixAnswer> {
  const keys = new Map(coordinates.map((coordinate, index) => [coordinate, `k${index}`]));
  const selections = coordinates.map(
    (coordinate) => `${keyOf(coordinate)}: ${wayTo(coordinate, schema, asker.role).query}`,
  );
  const { text, data, errors } = await hub.ask(`{ ${selections.join('\n')} }`, {}, askAs(asker));
  const body = JSON.parse(text) as { extensions?: { access?: { masked?: readonly string[] } } };
  const denials = errors.map(({ extensions }) => extensions as unknown as ToldDenial);
  return {
    denials,
    of: (coordinate) => ({
      value: endOf(data?.[keyOf(coordinate)]),
      isMasked: body.extensions?.access?.masked?.includes(coordinate) ?? false,
      denials: denials.filter(({ affectedPath }) => affectedPath.split('.', 1)[0] === keyOf(coordinate)),
    }),
  };

  function keyOf(coordinate: string): string {
    const key = keys.get(coordinate);
    if (key === undefined) throw new Error(`${coordinate} was not asked for.`);
    return key;
  }
}
