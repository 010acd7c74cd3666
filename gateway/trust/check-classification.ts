import { sha256 } from '../../schema/sha256.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import { looserElements } from './looser-elements.ts';
import type { SchemaClient } from './ask-schema.ts';

/**
 * Says in a few words why nothing may be used that an agency decided by a classification; undefined where it may.
 *
 * @param digest of the schema by which the agency says that it decided
 * @throws SubgraphFault when the agency does not tell its schema
 */
export type ClassificationCheck = (
  subgraph: string,
  digest: string | undefined,
  graph: Pick<LoadedSupergraph, 'access'>,
) => string | undefined | Promise<string | undefined>;

/** Most schemas that are remembered of one agency: while a new one is brought out there are two. */
const mostKnown = 16;
/** Most times that the schema is asked for on behalf of one answer: behind one address can be processes of two versions. */
const mostTries = 5;
/** Milliseconds that all of them may take. */
const patience = 5_000;

/** Milliseconds for which an agency is not asked again that did not tell the schema in so many: each fetch would ask anew. */
const pause = 5_000;

const untold = 'decided by a classification that it does not tell';

/** What is known of one agency beside one graph. */
interface Judged {
  /** By digest: why what was decided by it may not be used. */
  readonly reasons: Map<string, string | undefined>;
  asking?: Promise<void> | undefined;
  /** Moment of the clock before which it is not asked. */
  pausedUntil: number;
}

/**
 * An agency reports and masks what its own schema classifies. Where that still says `PUBLIC` of what the served graph calls
 * personal, it reports nothing of it and shows it to everybody. So an answer is used only where the agency's schema is
 * proven to classify each of its elements at least as strictly; that is looked up once for each schema and graph, and is a
 * look-up by one text after that.
 *
 * @param heard is told of each schema that does not, with the coordinates where
 * @param now milliseconds of a clock that never goes back
 */
export function createClassificationCheck(
  schemas: Pick<SchemaClient, 'ask'>,
  heard: (subgraph: string, looser: readonly string[]) => void,
  now: () => number = () => performance.now(),
): ClassificationCheck {
  const known = new WeakMap<object, Map<string, Judged>>();

  async function learn(
    subgraph: string,
    { reasons }: Judged,
    graph: Pick<LoadedSupergraph, 'access'>,
    until: number,
  ) {
    const sdl = await schemas.ask(subgraph, until);
    const digest = sha256(sdl);
    if (reasons.has(digest)) return;
    const looser = readLooser(sdl, graph);
    const isLoose = looser === undefined || looser.length > 0;
    const [oldest] = reasons.keys();
    if (reasons.size >= mostKnown && oldest !== undefined) reasons.delete(oldest);
    reasons.set(digest, isLoose ? 'classifies its data less strictly than the graph' : undefined);
    if (isLoose) heard(subgraph, looser ?? []);
  }

  async function judge(
    subgraph: string,
    digest: string,
    judged: Judged,
    graph: Pick<LoadedSupergraph, 'access'>,
  ) {
    if (now() < judged.pausedUntil) return untold;
    const until = now() + patience;
    for (let tries = 0; tries < mostTries && !judged.reasons.has(digest); tries++) {
      judged.asking ??= learn(subgraph, judged, graph, until).finally(() => (judged.asking = undefined));
      await judged.asking;
    }
    if (judged.reasons.has(digest)) return judged.reasons.get(digest);
    judged.pausedUntil = now() + pause;
    return untold;
  }

  return (subgraph, digest, graph) => {
    if (digest === undefined) return 'tells of no classification by which it decided';
    const ofGraph = known.getOrInsertComputed(graph, () => new Map());
    const judged = ofGraph.getOrInsertComputed(subgraph, () => ({ reasons: new Map(), pausedUntil: 0 }));
    return judged.reasons.has(digest) ? judged.reasons.get(digest) : judge(subgraph, digest, judged, graph);
  };
}

/** Undefined for a schema that cannot be read. */
function readLooser(sdl: string, graph: Pick<LoadedSupergraph, 'access'>): readonly string[] | undefined {
  try {
    return looserElements(sdl, graph);
  } catch {
    return undefined;
  }
}
