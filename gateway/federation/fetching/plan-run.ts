import type { GraphQLSchema, OperationTypeNode } from 'graphql';
import type { RefusedArgument } from '../../../schema/argument-problems.ts';
import type { AccessReport, DeniedSelection, Disclosed } from '../../../schema/hub-context.ts';
import type { Path } from '../../operation/answer-path.ts';
import { emptyObject, type FetchedObject } from '../../operation/fetched-value.ts';
import type { SubgraphReply } from '../reading/read-reply.ts';
import type { WrittenCall } from './written-call.ts';
import type { SubgraphFault, SubgraphFaultCode } from './subgraph-fault.ts';

/** A failure and where in the fetched data it is felt. */
export interface Failure {
  /** Whose it is. */
  readonly subgraph: string;
  readonly code: SubgraphFaultCode;
  readonly path: Path;
  /** Set where an agency refused an argument there: then it is the caller who has to mend something. */
  readonly refused?: RefusedArgument | undefined;
}

/**
 * What running a plan brought: data under private keys, and all that explains why some of it is not there.
 */
export interface Fetched {
  readonly data: FetchedObject;
  /** Objects that stand in several places of it, because an agency repeated an entity or was asked for it once. */
  readonly shared: Set<FetchedObject>;
  readonly failures: Failure[];
  /** Places without indices at which nothing is, for a reason that is told or needs no telling. */
  readonly gaps: Path[];
  /** Selections that an agency denied for some of its records, by their paths in the fetched data. */
  readonly denials: FetchedDenial[];
  readonly disclosures: Disclosure[];
}

/** By what was decided. */
interface Decided {
  /** Of the policy table by which the subgraph decided; left out where it does not say. */
  readonly policyVersion?: string | undefined;
}

/** What one subgraph disclosed in one fetch. */
export interface Disclosure extends Disclosed, Decided {
  readonly subgraph: string;
}

/** What one subgraph denied in one fetch, by its path in the fetched data. */
export type FetchedDenial = Pick<DeniedSelection, 'path' | 'coordinate'> & Decided;

/** What one run of a plan needs. */
export interface PlanRun {
  /** Everything in the supergraph, hidden types included: plans speak of those too. */
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
  /** @throws SubgraphFault */
  readonly send: (subgraph: string, call: WrittenCall, kind: OperationTypeNode) => Promise<SubgraphReply>;
  /** Is told what an agency reports beside each answer that counts. */
  readonly heard: (report: AccessReport) => void;
  /** Is told of each failed fetch, for the operator. */
  readonly report: (fault: SubgraphFault) => void;
}

/** What is there before the first fetch. */
export function nothingFetched(): Fetched {
  return { data: emptyObject(), shared: new Set(), failures: [], gaps: [], denials: [], disclosures: [] };
}
