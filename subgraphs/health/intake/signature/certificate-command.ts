import { readFile } from 'node:fs/promises';
import { parseOptions } from '../../../kit/command/parse-options.ts';
import { UsageError } from '../../../kit/command/usage-error.ts';
import { openStore } from '../../../kit/store/open-store.ts';
import { DuplicateError } from '../../../kit/store/store-errors.ts';
import { facilityCertificates, registerCertificate } from './facility-certificate.ts';

const usage =
  'Usage: npm run certificate -- --store URI --certificate FILE (--facility CODE --name NAME | --revoke REASON [--from INSTANT])';

/**
 * Registers the certificate with which a facility signs its papers, or revokes it: from an instant on, which may lie in the
 * past, files that it signed are refused. Papers that were filed before stay as they are.
 *
 * @param now RFC 3339
 * @returns what was done, in a line
 * @throws UsageError, StoreError
 */
export async function runCertificateCommand(args: readonly string[], now: string): Promise<string> {
  const { store: uri, certificate: file, facility, name, revoke, from = now } = parse(args);
  if (!uri || !file) throw new UsageError(`--store and --certificate are needed. ${usage}`);
  const record = readRecord({ code: facility ?? '', name: name ?? '' }, await read(file));
  const store = await openStore({ uri, mustExist: true });
  try {
    const certificates = await store.collection(facilityCertificates);
    if (revoke !== undefined) {
      const known = await certificates.get(record.id);
      if (!known) throw new UsageError('This certificate is not registered.');
      if (Number.isNaN(Date.parse(from))) throw new UsageError('--from is no instant.');
      await certificates.replace({
        ...known,
        revokedAt: new Date(from).toISOString(),
        revocationReason: revoke,
      });
      return `Revoked: certificate ${known.serial} of facility ${known.facilityCode}.`;
    }
    if (!/^\d{5}$/.test(facility ?? '') || !name) {
      throw new UsageError(`--facility is a code of 5 digits, --name its name. ${usage}`);
    }
    await certificates.insert(record);
    return `Registered: certificate ${record.serial} of facility ${record.facilityCode}, until ${record.validTo}.`;
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    throw new UsageError('This certificate is registered already; nothing was changed.');
  } finally {
    await store.close();
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { store: text, certificate: text, facility: text, name: text, revoke: text, from: text };
  return parseOptions(usage, { args: [...args], options }).values;
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new UsageError(`--certificate ${file} cannot be read.`);
  }
}

function readRecord(facility: { readonly code: string; readonly name: string }, certificate: Buffer) {
  try {
    return registerCertificate(facility, certificate);
  } catch {
    throw new UsageError('--certificate is no X.509 certificate with an RSA key, in PEM or DER.');
  }
}
