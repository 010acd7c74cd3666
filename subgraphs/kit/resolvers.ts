import type { GraphQLFieldResolver, GraphQLScalarType } from 'graphql';
import { DateScalar, DateTimeScalar, SafeIntScalar } from './scalars.ts';

/** A resolver whose parent and arguments are typed where it is written. */
type Resolver<Context> = GraphQLFieldResolver<never, Context, never>;

/** How a reference of another subgraph becomes a record of this one. */
type ReferenceResolver<Context> = (reference: { readonly id: string }, context: Context) => unknown;

/** Resolvers of a subgraph by type and field. */
export type Resolvers<Context> = Readonly<
  Record<
    string,
    | GraphQLScalarType
    | (Readonly<Record<string, Resolver<Context>>> & {
        readonly __resolveReference?: ReferenceResolver<Context>;
        readonly __resolveType?: (value: never) => string;
      })
  >
>;

/** The scalars that the agencies' schemas declare; give only those that a schema uses. */
export const scalars = { Date: DateScalar, DateTime: DateTimeScalar, SafeInt: SafeIntScalar };
