import { composeServices } from '@apollo/composition';
import { GraphQLError, parse, Source } from 'graphql';
import type { DocumentNode } from 'graphql';

/** One agency's part of the agreement: its name and address in the graph, and its SDL with the file it is from. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  readonly file: string;
  readonly sdl: string;
}

/** Something that composition says about a place in an SDL file. Lines count from 1. */
export interface CompositionRemark {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A supergraph with the warnings of its composition, or every reason why there is none. */
export type Composition =
  | {
      readonly supergraphSdl: string;
      readonly warnings: readonly CompositionRemark[];
      readonly errors?: never;
    }
  | {
      readonly errors: readonly CompositionRemark[];
      readonly supergraphSdl?: never;
      readonly warnings?: never;
    };

/**
 * Composes subgraph SDLs into a supergraph SDL with Apollo's composition: the same text for the same input,
 * in whatever order the subgraphs are given. Bad SDL is an answer with `errors`, never an exception.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): Composition {
  const parsed = subgraphs.map(parseSubgraph);
  const unreadable = parsed.filter((one) => 'code' in one);
  if (unreadable.length > 0) return { errors: unreadable };

  const result = composeServices(parsed.filter((one) => 'typeDefs' in one));
  if (result.errors) {
    return {
      errors: result.errors.map((error) =>
        remark(String(error.extensions['code'] ?? 'INVALID_GRAPHQL'), error.message, error.nodes),
      ),
    };
  }
  const warnings = result.hints
    .filter((hint) => hint.definition.level.name === 'WARN' || hint.message.includes('@'))
    .map((hint) => remark(hint.definition.code, hint.message, hint.nodes));
  return { supergraphSdl: result.supergraphSdl, warnings };
}

function parseSubgraph({ name, url, file, sdl }: SubgraphSdl): ServiceDefinition | CompositionRemark {
  try {
    return { name, url, typeDefs: parse(new Source(sdl, file)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { code: 'INVALID_GRAPHQL', file, line: error.locations?.[0]?.line ?? 1, message: error.message };
  }
}

interface ServiceDefinition {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** A node of a subgraph's document, which remembers the file it was parsed from. */
interface PlacedNode {
  readonly loc?: { readonly startToken: { readonly line: number }; readonly source: Source } | undefined;
}

function remark(code: string, message: string, nodes: readonly PlacedNode[] | undefined): CompositionRemark {
  const place = nodes?.find(({ loc }) => loc)?.loc;
  return {
    code,
    file: place?.source.name ?? 'rover.yaml',
    line: place?.startToken.line ?? 1,
    message: message.replaceAll(/\s+/g, ' '),
  };
}
