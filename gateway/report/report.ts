import type { Label } from '../hub/field-names.ts';
import type { LateFacility } from './late-facility.ts';
import type { ReadHead } from './read-usage.ts';
import type { EmergencyUsage } from './usage.ts';

/** What exists, who may see it and why, who did, and what nobody needs. The same inputs make the same report. */
export interface Report {
  readonly about: ReportSubject;
  readonly coordinates: readonly ReportedCoordinate[];
  /** What one client may know of the graph, as SDL; undefined where no client was named. */
  readonly contract: string | undefined;
  /** Undefined where no log was read: then nobody knows what was used. */
  readonly unused: readonly UnusedGrant[] | undefined;
  readonly bases: readonly EndingBasis[];
  readonly agreements: readonly EndingAgreement[];
  readonly emergencies: readonly EmergencyUsage[];
  /** Those of which papers came late; undefined where Health was not asked, or did not say. */
  readonly lateFacilities: readonly LateFacility[] | undefined;
}

/** What a report speaks of, so that it can be made again. */
export interface ReportSubject {
  readonly asOf: string;
  /** First day on which uses are counted. */
  readonly from: string;
  readonly client: string | undefined;
  readonly purpose: string | undefined;
  /** Digests, base64url. */
  readonly supergraph: string;
  readonly policy: string;
  readonly clients: string;
  readonly log: readonly ReadHead[];
  /** Digest of the list of late facilities; undefined where it is not known. */
  readonly promptness: string | undefined;
  /** Arguments of `npm run report` that make it again over the same files and the same log. */
  readonly command: string;
}

/** An element of the graph. */
export interface ReportedCoordinate {
  readonly coordinate: string;
  readonly label: Label;
  /** Names of the agencies that own it. */
  readonly owners: readonly string[];
  readonly categories: readonly string[];
  readonly masks: readonly string[];
  readonly derived: boolean;
  /** All that could ever be granted, on the day of the report. */
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly articles: readonly ReportedArticle[];
  /** Clients that hold it. */
  readonly clients: readonly string[];
  /** Answers of the period that showed it, and that refused it. */
  readonly shown: number;
  readonly refused: number;
  readonly lastShown: string | undefined;
}

/** An article on which a grant rests on the day of the report. */
export interface ReportedArticle {
  readonly id: string;
  readonly cited: Label;
  readonly from: string;
  readonly to: string | undefined;
}

/** What a client may see for a purpose and has not seen in the period. */
export interface UnusedGrant {
  readonly client: string;
  readonly purpose: string;
  readonly coordinates: readonly string[];
}

/** An article that policies cite and that has ended, or ends soon. */
export interface EndingBasis {
  readonly article: string;
  readonly cited: Label;
  /** Its last day. */
  readonly to: string;
  readonly hasEnded: boolean;
  /** Names of the acts that took its place. */
  readonly replacedBy: readonly Label[];
  /** Policies that cite it. */
  readonly policies: readonly string[];
  /** Those of them that rest on no article that is in force: these are findings. */
  readonly bare: readonly string[];
}

/** An agreement that has ended, or ends soon. */
export interface EndingAgreement {
  readonly client: string;
  readonly number: string;
  readonly to: string;
  readonly hasEnded: boolean;
}
