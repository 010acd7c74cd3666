import {
  buildASTSchema,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  parse,
  visit,
} from 'graphql';
import type { ASTNode, DocumentNode, GraphQLSchema } from 'graphql';
import { BadInput } from './bad-input.ts';

/** What clients see of a supergraph: without the machinery of composition and without what is `@inaccessible`. */
export function clientDocument(supergraphSdl: string): DocumentNode {
  return visit(parseSdl(supergraphSdl), {
    enter(node) {
      return isHidden(node) ? null : undefined;
    },
  });
}

/** Changes of the shape of the graph that break clients, and such as may. */
export interface ShapeChanges {
  readonly breaking: readonly ShapeChange[];
  readonly dangerous: readonly ShapeChange[];
}

/** One of them, as graphql-js tells it. */
export interface ShapeChange {
  readonly type: string;
  readonly description: string;
}

/** Compares the shapes of two graphs by the rules of graphql-js. */
export function compareShapes(old: DocumentNode, now: DocumentNode): ShapeChanges {
  const [before, after] = [schemaOf(old), schemaOf(now)];
  const plain = ({ type, description }: ShapeChange): ShapeChange => ({ type, description });
  return {
    breaking: findBreakingChanges(before, after).map(plain),
    dangerous: findDangerousChanges(before, after).map(plain),
  };
}

function schemaOf(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(document, { assumeValidSDL: true });
}

function isHidden(node: ASTNode): boolean {
  if (node.kind === 'DirectiveDefinition') return true;
  if ('name' in node && /^(join|link)__/.test(node.name?.value ?? '') && node.kind.endsWith('Definition')) {
    return true;
  }
  return 'directives' in node && (node.directives ?? []).some(({ name }) => name.value === 'inaccessible');
}

function parseSdl(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw new BadInput(`schema/supergraph.graphql: ${error.message}`);
    throw error;
  }
}
