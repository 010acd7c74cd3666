import type { HubCall, ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import type { AlsoIn, Standings } from './access/standing.ts';
import type { CursorCodec } from './cursor.ts';
import type { AgencyEvent, Announce } from './events/agency-event.ts';
import type { AskHub } from './hub/ask-hub.ts';
import type { Resolvers } from './resolvers.ts';
import type { SealedCollection, SealedTypes } from './seal/sealed-type.ts';
import type { EndedDocuments } from './seal/status/ended-documents.ts';
import type { EndpointGround, SignedEndpoint } from './signed-endpoint.ts';
import type { Store } from './store/port.ts';

/** What every resolver gets about the call it serves. */
export interface CallScope {
  /** The verified context of the gateway: who asks, through which request. */
  readonly call: HubCall;
  readonly cursors: CursorCodec;
  /** The day on which the call is answered, in Vietnam. */
  readonly today: Temporal.PlainDate;
  /** Tells others what is about to be written; see `EventExchange.announce`. */
  readonly announce: Announce;
  /** What the call had proven before it is answered; there where it asked for that. */
  readonly proven?: ProvenRelations;
}

/** What an agency has to do with events. */
export interface SubgraphEvents<Sources> {
  /** Whether what an event tells is stored; without it the agency announces nothing. */
  readonly holds?: (event: AgencyEvent, sources: Sources) => Promise<boolean>;
  /** Names of the agencies whose events it hears. */
  readonly hears?: readonly string[];
  /** Hears of another agency's event. Called at least once for each, so its second time must change nothing. */
  readonly onEvent?: (event: AgencyEvent, sources: Sources, ask: AskHub) => Promise<void>;
}

/** An agency's subgraph: its schema, its resolvers and how it reads its store. */
export interface Subgraph<Sources> {
  /** Name in the supergraph, and the audience of signed contexts. */
  readonly name: string;
  /** Where the SDL is. */
  readonly schema: URL;
  readonly resolvers: Resolvers<CallScope & Sources>;
  /** Whom its records are about. */
  readonly standings?: Standings;
  /** Whom else what it gives whole is about. */
  readonly alsoIn?: AlsoIn;
  /** Its types whose objects are sealed. */
  readonly sealed?: SealedTypes;
  /** Where their records lie: each is sealed when it is written. */
  readonly sealedIn?: readonly SealedCollection[];
  /** Finds the sealed documents that do not hold any more. */
  readonly openEnded?: (store: Store) => Promise<EndedDocuments>;
  /** Proves the relations that this agency knows of, and no others. */
  readonly proveRelations?: (
    question: RelationQuestion,
    context: CallScope & Sources,
  ) => Promise<ProvenRelations>;
  readonly events?: SubgraphEvents<Sources>;
  /** Opens what it takes in beside GraphQL; what was left undone by an earlier process is done before it resolves. */
  readonly endpoints?: (ground: EndpointGround) => Promise<readonly SignedEndpoint[]>;
  /** Opens the collections once; the function it gives makes the loaders of one call. */
  readonly open: (store: Store) => Promise<() => Sources>;
  /** Starts what the agency does by itself, beside the calls; what it gives ends that. */
  readonly work?: (store: Store) => Promise<{ stop(): Promise<void> }>;
}
