import type { Relation } from './policy/relation.ts';

/**
 * The signed context that the gateway sends with each fetch: a JWS (RFC 7515) that says who asks, what for, for which
 * subgraph, at which of its addresses, and over which body. A subgraph answers nothing without it, or without a call of a session (`hub-session.ts`).
 */

/** HTTP header that carries the context or the call of a session; a client's own copy is dropped at the gateway's door. */
export const hubContextHeader = 'hub-context';

/** `typ` of the JWS, so that no other token of the same key can stand in for a context (RFC 8725 section 3.11). */
export const hubContextType = 'hub-context+jwt';

/** Longest life of a context, in seconds. */
export const hubContextMaxAge = 30;

/** What a subgraph knows of a call that was proven to it: by a signed context, or in a session (`hub-session.ts`). */
export interface HubCall {
  /** The gateway that calls. */
  readonly iss: string;
  /** Name of the one subgraph that may accept it, as in the supergraph. */
  readonly aud: string;
  /** Joins the calls of one client request in traces and in the disclosure log. */
  readonly requestId: string;
  /** Who asks and what for; absent for a caller about whom nothing is known, who may see public data only. */
  readonly access?: AccessContext;
  /**
   * Where something is to be changed: classifications (`AccessReport.classification`) by one of which the subgraph must
   * decide. Deciding by another one it changes nothing and answers 412, with its SDL as `extensions.sdl`: what it did could not be
   * shown or recorded.
   */
  readonly classifications?: readonly string[];
}

/** Claims of a signed context. Times are seconds since 1970. */
export interface HubContext extends HubCall {
  /** Unique; a subgraph accepts it once. */
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  /** SHA-256 of the exact body bytes, base64url. */
  readonly bodyDigest: string;
  /** What is asked for with the body (`call-target.ts`); older gateways leave it out. */
  readonly target?: string;
}

/** Who asks, what for and why: the facts on which a subgraph decides again about each of its records. */
export interface AccessContext {
  /** The system that asks, by its id in the register of clients. */
  readonly client: string;
  /** Whom it asks for: the `sub` of the token, a pseudonym. */
  readonly actor: string;
  /** The role in which the actor asks: see `policy/roles.yaml`. */
  readonly role: string;
  /** Code of the office, facility, council, registry or employer for which the actor works. */
  readonly organisation?: string;
  /** Opaque id of the actor as a citizen. */
  readonly citizen?: string;
  /** See `policy/purposes.yaml`; `NONE` when none was stated. */
  readonly purpose: string;
  /** Level of assurance with which the actor is known, 1 to 3. */
  readonly assurance: number;
  /** Whether a reason for this request was stated and is recorded. */
  readonly reasonRecorded: boolean;
  /** Whether emergency access is open. */
  readonly breakGlass: boolean;
  /** The day for which is decided, ISO 8601, in Viet Nam. */
  readonly day: string;
  /** Version of the policy table by which the gateway decided. */
  readonly policyVersion: string;
  /** What agencies have proven about this actor; nothing of it is the caller's word. */
  readonly relations: ProvenRelations;
  /**
   * The claim that the caller names, in a fetch to the agency that knows it: it proves the case itself before it answers,
   * and says in `AccessReport.proven` what it has proven. So the case takes no call of its own.
   */
  readonly caseToProve?: string;
}

/** Relations between an actor and data subjects, as the agencies that know them have proven them for one request. */
export interface ProvenRelations {
  /** Opaque ids of the citizens whom the actor may represent; proven by Population. */
  readonly represented?: readonly string[];
  /** The open claim that the request serves, assigned to the actor's office; proven by social insurance. */
  readonly case?: ProvenCase;
  /**
   * Opaque ids of citizens who are employees of the actor's organisation; proven by social insurance. Not there for a
   * caller who is no employer, or to whom it would open nothing.
   */
  readonly employees?: readonly string[];
  /** Whose child somebody is, as the register of the agency has it; there where that was asked. */
  readonly kinship?: KinshipSaid;
}

/** Whether a register says that somebody is their child: yes; no, now or ever since it named others; or nothing of that child. */
export type KinshipSaid = (typeof kinshipSaid)[number];

/** All of them. */
export const kinshipSaid = ['YES', 'NO', 'NOTHING'] as const;

/** An open claim and whom and what it names. */
export interface ProvenCase {
  /** Opaque id of the claim. */
  readonly claim: string;
  /** Opaque ids of the citizens whom it names. */
  readonly subjects: readonly string[];
  /** Opaque ids of the papers that are its evidence. */
  readonly documents: readonly string[];
  /** What it states of its child by a paper (`stated-child.ts`): left out where it states nothing. */
  readonly states?: string;
  /**
   * A child whom it names as well, while the registers say that it is the claimant's: the gateway has that proven for each request,
   * and tells other agencies of the child as of its other subjects, or not at all.
   */
  readonly child?: CaseChild;
}

/** A child whom a claim names, and what of the case is open with it. */
export interface CaseChild {
  /** Opaque id of the child. */
  readonly id: string;
  /** Opaque id of the claimant. */
  readonly of: string;
  /** Opaque ids of the papers that are evidence of the claim. */
  readonly documents: readonly string[];
  readonly restsOn: KinshipGround;
}

/**
 * On what it rests that a child is the claimant's. `REPRESENTATION`: the population database says that they act for it.
 * `BIRTH`: it says so, or the register of births names them. `PAPER` and `BIRTH_PAPER`: the same of each, or neither says anything of that
 * child; where Population says nothing of it, the register's word counts for both.
 */
export type KinshipGround = (typeof kinshipGrounds)[number];

/** All of them. */
export const kinshipGrounds = ['REPRESENTATION', 'BIRTH', 'PAPER', 'BIRTH_PAPER'] as const;

/** What the gateway asks of `POST /relations` of a subgraph, with a signed context over the body as for a fetch. */
export interface RelationQuestion {
  readonly role: string;
  readonly citizen?: string;
  readonly organisation?: string;
  /** The claim that the caller names: its opaque id, or the number that its claimant knows. */
  readonly case?: string;
  /** Citizens whose employment by the organisation is asked. */
  readonly employees?: readonly string[];
  /** Of whom is asked whose child it is. */
  readonly kinship?: { readonly parent: string; readonly child: string };
}

/**
 * What a subgraph tells the gateway beside its answer, in `extensions.access`. No value is ever in it. Where a denied
 * field may not be null, GraphQL makes an error of it: its code `UNAUTHORIZED_FIELD_OR_TYPE` tells it from a failure at
 * the same place in another row.
 */
export interface AccessReport {
  /** Version of the policy table by which the subgraph decided: its own, whatever the context says. */
  readonly policyVersion?: string;
  /** SHA-256, base64url, of the SDL that `_service` tells: what the subgraph classifies its data as, it decided by that. */
  readonly classification?: string;
  readonly disclosures: readonly Disclosed[];
  /** Selections that were null for some record because this caller may not see them there. */
  readonly denials: readonly DeniedSelection[];
  /**
   * Opaque ids of citizens whose records were met in the call and about whom more might be shown if they were employees
   * of the caller's organisation. The gateway has that proven, and sends a query again where one of them is.
   */
  readonly unproven?: readonly string[];
  /**
   * How many look-ups of this call found nobody, where that does not show in the caller's answer as a root field that is
   * null: a row of a list, or an answer which says so. Left out for none.
   */
  readonly missed?: number;
  /**
   * Opaque ids, as they were stated, of citizens about whom was asked although nothing is told of them: they count as the
   * caller's people, and the log has them as denied. Left out for none.
   */
  readonly askedAbout?: readonly string[];
  /** What was proven of the caller beside this call; there where `AccessContext.caseToProve` asked for it. */
  readonly proven?: Pick<ProvenRelations, 'case'>;
}

/**
 * What was disclosed about data subjects about whom the same was. Public coordinates are not listed. Of an object that is
 * one of several types `Type.__typename` stands for what its type tells of it.
 */
export interface Disclosed {
  /** Opaque ids of citizens; empty where the record names nobody. */
  readonly subjects: readonly string[];
  /** The relation on which it rested. */
  readonly relation: Relation;
  /** Coordinates by outcome. */
  readonly full?: readonly string[];
  readonly masked?: readonly string[];
  readonly answered?: readonly string[];
  /** What was not shown but used to ask: arguments, input fields and enum values. */
  readonly used?: readonly string[];
  readonly denied?: readonly string[];
}

/** A selection of the subgraph's operation that was denied for some record. */
export interface DeniedSelection {
  /** Response keys from the root of the subgraph's answer, without list indices. */
  readonly path: readonly string[];
  readonly coordinate: string;
  /**
   * Of which entities it was denied, by their positions among those that were asked for; left out where the path does not
   * begin at entities.
   */
  readonly entities?: readonly number[];
}
