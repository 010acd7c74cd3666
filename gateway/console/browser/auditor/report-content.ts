import type { Term } from '../words/language.ts';

/** The part of a report in JSON that the console shows. */
export interface ReportContent {
  readonly about: { readonly asOf: string };
  readonly coordinates: readonly ReportedField[];
  /** Left out where the log has no entry. */
  readonly unused?: readonly {
    readonly client: string;
    readonly purpose: string;
    readonly coordinates: readonly string[];
  }[];
  readonly bases: readonly {
    readonly article: string;
    readonly cited: Term;
    readonly to: string;
    readonly hasEnded: boolean;
  }[];
  /** Left out where Health did not say. */
  readonly lateFacilities?: readonly LateFacility[];
}

/** A facility of which papers came late in the period of the report. */
export interface LateFacility {
  readonly facility: string;
  readonly papers: number;
  readonly latePapers: number;
}

/** A field of the graph, and whoever could ever be shown it. */
export interface ReportedField {
  readonly coordinate: string;
  readonly label: Term;
  readonly categories: readonly string[];
  readonly derived: boolean;
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly shown: number;
  readonly refused: number;
}
