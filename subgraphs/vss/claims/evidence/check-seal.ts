import { HubAway } from '../../../kit/hub/ask-hub.ts';
import type { HubPublication } from '../../../kit/hub/hub-publication.ts';
import type { AgencyKey } from '../../../kit/keys/agency-key.ts';
import type { RefusalCode } from '../../../kit/seal/sd-jwt/refusal-codes.ts';
import { SealRefused } from '../../../kit/seal/sd-jwt/seal-refused.ts';
import { readSealedText } from '../../../kit/seal/sd-jwt/sealed-text.ts';
import { readPlace } from '../../../kit/seal/status/status-of.ts';
import { compareBeside } from '../../../kit/seal/verify/compare-beside.ts';
import type { PublishedKeys } from '../../../kit/seal/verify/published-keys.ts';
import { verifyDocument } from '../../../kit/seal/verify/verify-document.ts';
import type { EvidenceDocumentType } from '../../collections.ts';
import { textAt, type Node } from './json-reader.ts';

/** Why a seal proves nothing that a decision could rest on. */
export type SealFault =
  RefusalCode | 'NO_SEAL' | 'FOREIGN_CUSTODIAN' | 'NOT_PROVEN' | 'SUPERSEDED' | 'WITHDRAWN';

/** What the seal of a paper says of what was read of it. */
export type SealFinding =
  | { readonly kind: 'GENUINE' }
  | { readonly kind: 'REFUSED'; readonly fault: SealFault }
  /** Keys or status list cannot be had now: it is asked again, and neither believed nor refused. */
  | { readonly kind: 'UNKNOWN' };

/** Checks the seal of a paper as the hub answered it. */
export type CheckSeal = (type: EvidenceDocumentType, paper: Node) => Promise<SealFinding>;

/** Who keeps the papers of a type: nobody else's seal proves one. */
const custodians: Readonly<Partial<Record<EvidenceDocumentType, string>>> = {
  BirthRegistration: 'justice',
  BirthExtract: 'justice',
  DeathRegistration: 'justice',
  DeathExtract: 'justice',
};
const custodianOfOthers = 'health';

/**
 * What no seal can prove: it changes after the sealing, or another agency's register says it. The status list says
 * whether the paper still holds.
 */
const notSealed: readonly string[] = ['status', 'registration', 'newborn'];

/**
 * Checks seals by what the hub publishes: genuine, the custodian's own, in force, and about this very paper.
 *
 * @param now seconds since 1970
 */
export function createSealCheck(
  published: HubPublication,
  now = (): number => Math.floor(Date.now() / 1000),
): CheckSeal {
  return async (type, paper) => {
    const seal = textAt(paper, 'seal');
    if (seal === undefined) return refused('NO_SEAL');
    const custodian = custodians[type] ?? custodianOfOthers;
    const { seal: _seal, ...beside } = paper;
    try {
      const { header, payload } = readSealedText(seal);
      const { uri } = readPlace(payload);
      const [keys, list] = await Promise.all([
        keysFor(published, String(header['kid']), custodian),
        published.statusList(uri),
      ]);
      // A custodian that publishes no key now cannot be told from a forger, and is no proof of one.
      if (keys === undefined || list === undefined) return { kind: 'UNKNOWN' };
      const document = await verifyDocument(seal, { keys, statusLists: new Map([[uri, list]]), now: now() });
      if (document.agency !== custodian || document.type !== type) return refused('FOREIGN_CUSTODIAN');
      const { standing } = document;
      if (standing.status === 'WITHDRAWN' || standing.status === 'SUPERSEDED')
        return refused(standing.status);
      // Past its term a list does not say what still holds today.
      if (standing.status === 'UNKNOWN' || standing.isStale) return { kind: 'UNKNOWN' };
      if (compareBeside(document, beside).some((path) => !isNotSealed(path))) return refused('NOT_PROVEN');
      return { kind: 'GENUINE' };
    } catch (error) {
      if (error instanceof SealRefused) return refused(error.code);
      if (error instanceof HubAway) return { kind: 'UNKNOWN' };
      throw error;
    }
  };
}

/** The published keys, fetched anew where they do not know the one of the seal; undefined while its custodian has none. */
async function keysFor(
  published: HubPublication,
  kid: string,
  custodian: string,
): Promise<PublishedKeys | undefined> {
  const kept = await published.keys();
  const isTheirs = ({ agency }: AgencyKey) => agency === custodian;
  const keys = kept.get(kid)?.some(isTheirs) ? kept : await published.keys(true);
  return [...keys.values()].flat().some(isTheirs) ? keys : undefined;
}

function isNotSealed(path: string): boolean {
  return notSealed.some((name) => path === name || path.startsWith(`${name}.`));
}

function refused(fault: SealFault): SealFinding {
  return { kind: 'REFUSED', fault };
}
