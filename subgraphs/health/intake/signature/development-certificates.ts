import type { Store } from '../../../kit/store/port.ts';
import { facilityCertificates } from './facility-certificate.ts';

/** SHA-256 of the public key (SPKI, DER) with which the facilities of the synthetic world sign: everybody has its other half. */
const developmentKeyDigest = 'r6RdqOdw1s9L95L_pQguJLf73po5Gir1BTNLN8OIjn8';

/**
 * Refuses to run where a certificate of the synthetic world is registered: whoever has the source could sign in the name of
 * its facility. Certificates are few, and this is done once at start.
 *
 * @throws Error that says how many there are
 */
export async function refuseDevelopmentCertificates(store: Store): Promise<void> {
  const certificates = await store.collection(facilityCertificates);
  const found = await certificates.find({ index: 'byKey', equals: [developmentKeyDigest], limit: 1 });
  if (found.length > 0) {
    throw new Error(
      'facilityCertificates holds certificates of the synthetic world, whose key everybody knows: use a store that was never filled with synthetic people.',
    );
  }
}
