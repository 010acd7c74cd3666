import { createHubAsker } from '../../../kit/hub/ask-hub.ts';
import { createHubPublication } from '../../../kit/hub/hub-publication.ts';
import { readHubAccess } from '../../../kit/hub/hub-settings.ts';
import { readKeySources } from '../../../kit/hub/key-sources.ts';
import type { ClaimSettings } from '../../subgraph.ts';
import { createSealCheck } from './check-seal.ts';
import { gatewayEvidence } from './gateway-evidence.ts';
import { noEvidenceSource } from './evidence-source.ts';

/**
 * Reads how a process works on claims: where the hub is (see `readHubAccess`; a token for each office), by whose word keys of
 * seals are known (see `readKeySources`) and `PLAIN_CASES` (`grant`, or left out).
 *
 * @throws Error of one line that says what to do
 */
export function readClaimSettings(
  settings: Readonly<Record<string, string | undefined>>,
  onFault: (line: string) => void,
): ClaimSettings {
  const { PLAIN_CASES: plainCases } = settings;
  if (plainCases !== undefined && plainCases !== 'grant') {
    throw new Error('PLAIN_CASES must be grant, or not set: then an officer decides every claim.');
  }
  const hub = readHubAccess(settings);
  const getKeys = readKeySources(settings, onFault);
  return {
    evidence: hub
      ? gatewayEvidence(createHubAsker(hub), createSealCheck(createHubPublication(hub.url, { getKeys })))
      : noEvidenceSource,
    now: () => Temporal.Now.instant(),
    decidesPlainCases: plainCases === 'grant',
    onFault,
  };
}
