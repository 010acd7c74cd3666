import { parse, Source } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { CompositionRemark, SubgraphSdl } from '../compose.ts';

/** Everything that is linted: the SDLs, the vocabulary they share, and what composition made of them. */
export interface Agreement {
  readonly agencies: readonly AgencyDocument[];
  readonly access: DocumentNode;
  readonly supergraph: DocumentNode;
  readonly warnings: readonly CompositionRemark[];
}

/** One agency's SDL, parsed. */
export interface AgencyDocument {
  readonly name: string;
  readonly file: string;
  readonly document: DocumentNode;
}

/** Parses an agency's SDL. Throws a `GraphQLError` where it is not SDL. */
export function parseAgency({ name, file, sdl }: SubgraphSdl): AgencyDocument {
  return { name, file, document: parse(new Source(sdl, file)) };
}
