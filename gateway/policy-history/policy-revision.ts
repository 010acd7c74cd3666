import { gunzipSync, gzipSync } from 'node:zlib';
import type { PolicyTexts } from '../../schema/policy/policy-files.ts';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { withoutRoutingUrls } from '../federation/routing-urls.ts';
import { canonicalJson } from '../log/proof/canonical-json.ts';

/** A policy and the graph under it, as a gateway served them. */
export interface PolicyRevision extends Stored {
  /** Digest of policy and graph, base64url: the name by which it is asked for. */
  readonly digest: string;
  /** Of the table by which it decides. */
  readonly policyVersion: string;
  /** When a gateway first served it, or served it again after another. RFC 3339, UTC. */
  readonly servedFrom: string;
  /** Its texts: JSON, gzip, base64. */
  readonly packed: string;
}

/** What a gateway serves. */
export interface ServedPolicy {
  readonly texts: SideTexts;
  readonly policyVersion: string;
}

/** Where they are kept. Rows are places of a ring: the oldest gives way. */
export const policyRevisions: CollectionSpec<PolicyRevision> = {
  name: 'policyRevisions',
  indexes: [{ name: 'byTime', fields: ['servedFrom'] }],
};

/** What is served, as texts: where the agencies are reached is no part of it. */
export function servedTexts(policy: PolicyTexts, supergraphSdl: string): SideTexts {
  // Agreements are the affair of the review: what was served is compared without them.
  return { policy, supergraph: withoutRoutingUrls(supergraphSdl), loosenings: '', breakingChanges: '' };
}

/** Digest of what is served. */
export function digestOf(texts: SideTexts): string {
  return sha256(canonicalJson(texts));
}

/** The texts, as they are stored. */
export function packTexts(texts: SideTexts): string {
  return gzipSync(JSON.stringify(texts)).toString('base64');
}

/** The texts again. */
export function unpackTexts({ packed }: PolicyRevision): SideTexts {
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as SideTexts;
}
