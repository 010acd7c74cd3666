import { parse } from 'graphql';
import { sha256 } from '../../schema/sha256.ts';
import { SubgraphFault } from '../federation/fetching/subgraph-fault.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';
import { looserElements } from '../../schema/requirements/looser-elements.ts';
import type { SchemaClient } from './ask-schema.ts';

/** Whether agencies classify their data as strictly as the graph that is served. */
export interface ClassificationCheck {
  /**
   * Says in a few words why nothing may be used that an agency decided by a classification; undefined where it may.
   *
   * @param digest of the schema by which the agency says that it decided
   * @throws SubgraphFault when the agency does not tell its schema
   */
  refuses(
    subgraph: string,
    digest: string | undefined,
    graph: Graph,
  ): string | undefined | Promise<string | undefined>;
  /**
   * Digests of schemas of an agency that are proven to be as strict; it is asked for its schema where none is known.
   *
   * @throws SubgraphFault when there is none, or the agency does not tell its schema
   */
  strictOnes(subgraph: string, graph: Graph): Promise<readonly string[]>;
  /** Is told a schema by which the agency decides. @returns as `refuses` does */
  learn(subgraph: string, sdl: string, graph: Graph): string | undefined;
  /** Has the schema asked for anew before `strictOnes` gives an answer again: the agency may have another one by now. */
  doubt(subgraph: string, graph: Graph): void;
}

type Graph = Pick<LoadedSupergraph, 'access'>;

/** Most schemas that are remembered of one agency: while a new one is brought out there are two. */
const mostKnown = 16;
/** Most times that the schema is asked for on behalf of one answer: behind one address can be many processes of which few have it. */
const mostTries = 50;
/** Milliseconds that all of them may take. */
const patience = 5_000;

/** Milliseconds for which an agency is not asked again that did not tell the schema in so many: each fetch would ask anew. */
const pause = 5_000;

const untold = 'decided by a classification that it does not tell';
const loose = 'classifies its data less strictly than the graph';

/** What is known of one agency beside one graph. */
interface Judged {
  /** By digest: why what was decided by it may not be used. */
  readonly reasons: Map<string, string | undefined>;
  /** Gives the digest of what it told. */
  asking?: Promise<string> | undefined;
  isDoubted: boolean;
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

  function judgedOf(subgraph: string, graph: Graph): Judged {
    const ofGraph = known.getOrInsertComputed(graph, () => new Map());
    return ofGraph.getOrInsertComputed(subgraph, () => ({
      reasons: new Map(),
      isDoubted: false,
      pausedUntil: 0,
    }));
  }

  function ask(subgraph: string, judged: Judged, graph: Graph, until: number): Promise<string> {
    return (judged.asking ??= askAndLearn(subgraph, judged, graph, until).finally(
      () => (judged.asking = undefined),
    ));
  }

  async function askAndLearn(subgraph: string, judged: Judged, graph: Graph, until: number): Promise<string> {
    return learn(subgraph, await schemas.ask(subgraph, until), judged, graph);
  }

  /** @returns the digest of the schema */
  function learn(subgraph: string, sdl: string, { reasons }: Judged, graph: Graph): string {
    const digest = sha256(sdl);
    if (reasons.has(digest)) return digest;
    const looser = readLooser(sdl, graph);
    const isLoose = looser === undefined || looser.length > 0;
    const [oldest] = reasons.keys();
    if (reasons.size >= mostKnown && oldest !== undefined) reasons.delete(oldest);
    reasons.set(digest, isLoose ? loose : undefined);
    if (isLoose) heard(subgraph, looser ?? []);
    return digest;
  }

  async function judge(subgraph: string, digest: string, judged: Judged, graph: Graph) {
    if (now() < judged.pausedUntil) return untold;
    const until = now() + patience;
    for (let tries = 0; tries < mostTries && !judged.reasons.has(digest); tries++) {
      await ask(subgraph, judged, graph, until);
    }
    if (judged.reasons.has(digest)) return judged.reasons.get(digest);
    judged.pausedUntil = now() + pause;
    return untold;
  }

  return {
    refuses(subgraph, digest, graph) {
      if (digest === undefined) return 'tells of no classification by which it decided';
      const judged = judgedOf(subgraph, graph);
      return judged.reasons.has(digest) ? judged.reasons.get(digest) : judge(subgraph, digest, judged, graph);
    },
    async strictOnes(subgraph, graph) {
      const judged = judgedOf(subgraph, graph);
      if (judged.isDoubted || strictIn(judged).length === 0) {
        const digest = await ask(subgraph, judged, graph, now() + patience);
        const reason = judged.reasons.get(digest);
        if (reason !== undefined) throw new SubgraphFault('SUBGRAPH_ERROR', subgraph, reason);
        judged.isDoubted = false;
      }
      return strictIn(judged);
    },
    learn(subgraph, sdl, graph) {
      const judged = judgedOf(subgraph, graph);
      return judged.reasons.get(learn(subgraph, sdl, judged, graph));
    },
    doubt(subgraph, graph) {
      judgedOf(subgraph, graph).isDoubted = true;
    },
  };
}

function strictIn({ reasons }: Pick<Judged, 'reasons'>): readonly string[] {
  return [...reasons].flatMap(([digest, reason]) => (reason === undefined ? [digest] : []));
}

/** Undefined for a schema that cannot be read. */
function readLooser(sdl: string, graph: Graph): readonly string[] | undefined {
  try {
    return looserElements(parse(sdl, { noLocation: true }), graph.access);
  } catch {
    return undefined;
  }
}
