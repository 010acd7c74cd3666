import type { JSONWebKeySet, JWK } from 'jose';

/** Whether everything protects, or nothing does: that exists here alone, to measure what protection costs. */
export type Protection = 'on' | 'off';

/** What the process of the agencies starts from. */
export interface AgenciesSetup {
  readonly protection: Protection;
  readonly keys: JSONWebKeySet;
}

/** What it answers. */
export interface AgenciesReady {
  /** Where each agency listens, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  readonly people: WorldPeople;
}

/** Whom the questions are about. */
export interface WorldPeople {
  readonly mother: string;
  readonly claim: { readonly id: string; readonly number: string; readonly office: string };
  /** Ids of a hundred citizens. */
  readonly citizens: readonly string[];
  /** What they state of themselves, all of it right: those who have a valid personal number. */
  readonly stated: readonly Stated[];
}

/** Particulars as `verifyCitizen` is given them. */
export interface Stated {
  readonly identifierKind: string;
  readonly identifier: string;
  readonly fullName: string;
  readonly gender: string;
  readonly birthDate?: string;
}

/** What the process of the gateway starts from. */
export interface GatewaySetup {
  readonly protection: Protection;
  readonly urls: AgenciesReady['urls'];
  /** With which it signs contexts. */
  readonly key: JWK;
  /** Where the log of disclosures goes, a folder or the URI of a store; nowhere if left out, to measure what it costs. */
  readonly log?: string;
}

/** `iss` of the contexts. */
export const contextIssuer = 'lien-thong-gateway';
