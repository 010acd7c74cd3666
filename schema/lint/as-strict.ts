import { buildASTSchema } from 'graphql';
import { indexAccess, type AccessIndex } from '../requirements/access-index.ts';
import { looserElements } from '../requirements/looser-elements.ts';
import type { AgencyDocument } from './agreement.ts';
import { coordinatesOf } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { GraphRule } from './rule.ts';

/**
 * The gateway uses no answer of an agency that classifies anything less strictly than the supergraph, which has what any
 * agency says of an element: one that alone annotates what others have too would stop all of those.
 */
export const asStrict: GraphRule = {
  id: 'as-strict',
  *check({ agencies, supergraph }) {
    let index: AccessIndex | undefined;
    const served = () =>
      (index ??= indexAccess(supergraph, buildASTSchema(supergraph, { assumeValidSDL: true })));
    for (const agency of agencies) {
      const looser = readLooser(agency, served);
      if (looser instanceof Error) {
        yield problemAt(agency, undefined, 'schema', `cannot be read by the gateway: ${looser.message}`);
        continue;
      }
      const nodes = new Map(Array.from(coordinatesOf(agency.document), ({ name, node }) => [name, node]));
      for (const coordinate of looser) {
        const node = nodes.get(coordinate) ?? nodes.get(coordinate.replace(/\..*/, ''));
        const message =
          'says less of itself than the supergraph, so the gateway would use no answer of this agency: annotate it as the others do';
        yield problemAt(agency, node, coordinate, message);
      }
    }
  },
};

/** As the gateway reads it, which refuses whatever looks like protection and is none. */
function readLooser({ document }: AgencyDocument, served: () => AccessIndex): readonly string[] | Error {
  try {
    return looserElements(document, served());
  } catch (error) {
    return error as Error;
  }
}
