import {
  GraphQLError,
  NoFragmentCyclesRule,
  parse,
  specifiedRules,
  UniqueFragmentNamesRule,
  validate,
} from 'graphql';
import type { ASTVisitor, DocumentNode, GraphQLSchema, ValidationContext, ValidationRule } from 'graphql';
import type { ErrorCode } from '../../schema/error-codes.ts';
import { boundedCache, type BoundedCache } from '../federation/bounded-cache.ts';
import { countComparisons } from '../limits/count-comparisons.ts';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import type { OperationLimits } from '../limits/limits.ts';
import { spreadDepth } from './operation-depth.ts';
import { isStackOverflow, refusal } from './refusal.ts';

/** A text that may be run, as it was read. */
export interface KnownDocument {
  readonly source: string;
  readonly document: DocumentNode;
}

/** Reads and validates texts, each once for a schema. @throws DocumentErrors @throws GraphQLError beyond a limit */
export type ReadDocument = (schema: GraphQLSchema, source: string) => KnownDocument;

/** All that is wrong with a text. */
export class DocumentErrors extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('The document is not valid.');
    this.name = 'DocumentErrors';
    this.errors = errors;
  }
}

/** What is known of a text alone. */
export type TextLimits = Pick<OperationLimits, 'tokens' | 'depth' | 'comparisons'>;

/** What is checked first: fragments in a ring, or two of one name, would be compared with each other without an end. */
const rulesOfFragments = [NoFragmentCyclesRule, UniqueFragmentNamesRule];

/** Characters of text that are kept for one schema; what was read of them takes many times as much. */
const CAPACITY = 512 * 1024;
/** What every text weighs besides its length, in characters: what was read of a short one is not short. */
const OF_EACH = 500;

/** What is known of texts. Those that are refused are kept apart: whoever sends many takes no place of those that are run. */
interface KnownTexts {
  readonly good: BoundedCache<KnownDocument>;
  readonly bad: BoundedCache<DocumentErrors>;
}

/** @param introspection whether a text may ask for the schema */
export function createDocumentReader(introspection: boolean, limits: TextLimits): ReadDocument {
  const { tokens: maxTokens, depth: mostDepth } = limits;
  const known = new WeakMap<GraphQLSchema, KnownTexts>();
  const rules = introspection ? specifiedRules : [...specifiedRules, refuseIntrospection];

  function readText(schema: GraphQLSchema, source: string): KnownDocument {
    const document = parseText(source, maxTokens);
    requireValid(schema, document, rulesOfFragments);
    countComparisons(document, limits);
    requireValid(schema, document, rules);
    const depth = spreadDepth(document);
    if (depth > mostDepth) throw limitExceeded('depth', mostDepth, depth);
    return { source, document };
  }

  return (schema, source) => {
    const texts = known.getOrInsertComputed(schema, () => ({
      good: boundedCache(CAPACITY, ({ length }) => OF_EACH + length),
      bad: boundedCache(CAPACITY, ({ length }, { errors }) => OF_EACH * (1 + errors.length) + length),
    }));
    const document = texts.good.get(source);
    if (document) return document;
    const refused = texts.bad.get(source);
    if (refused) throw refused;
    try {
      const read = readText(schema, source);
      texts.good.set(source, read);
      return read;
    } catch (caught) {
      // To run out of stack takes long: once for each text.
      const error = isStackOverflow(caught) ? new DocumentErrors([refusal('OPERATION_TOO_COMPLEX')]) : caught;
      if (error instanceof DocumentErrors) texts.bad.set(source, error);
      throw error;
    }
  };
}

function requireValid(schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]): void {
  // A suggestion tells of fields that the caller may not know of.
  const errors = validate(schema, document, rules, { hideSuggestions: true });
  if (errors.length > 0) {
    throw new DocumentErrors(errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')));
  }
}

function parseText(source: string, maxTokens: number): DocumentNode {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? new DocumentErrors([coded(error, 'GRAPHQL_PARSE_FAILED')]) : error;
  }
}

/** The same error with a code, and without what was read: it is kept. */
function coded({ message, source, positions, extensions }: GraphQLError, code: ErrorCode): GraphQLError {
  return new GraphQLError(message, {
    source: source ?? null,
    positions: positions ?? null,
    extensions: { ...extensions, code },
  });
}

function refuseIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== '__schema' && node.name.value !== '__type') return;
      const extensions = { validationErrorCode: 'INTROSPECTION_DISABLED' satisfies ErrorCode };
      context.reportError(
        new GraphQLError('Introspection is not allowed here.', { nodes: node, extensions }),
      );
    },
  };
}
