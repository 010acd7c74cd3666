import { verifyReport } from '../../report/sign-report.ts';
import { publicKeysOf } from '../log/log-public-keys.ts';
import { readNamedFile } from '../read-file.ts';
import type { ReportToVerify } from './report-options.ts';

/** What came of checking a report. */
export interface VerifiedReport {
  readonly isGenuine: boolean;
  /** In one line, for people. */
  readonly text: string;
}

/**
 * Checks a report in a file against the signature that lies beside it as `FILE.jws`.
 *
 * @throws UsageError, StoreError
 */
export async function verifyReportFile({ verify: path, ...keys }: ReportToVerify): Promise<VerifiedReport> {
  const report = await readNamedFile('verify', path);
  const signature = await readNamedFile('verify', `${path}.jws`);
  const isGenuine = await verifyReport(report, signature, await publicKeysOf(keys));
  return {
    isGenuine,
    text: isGenuine
      ? `${path} is what was signed.`
      : `${path} is not what was signed in ${path}.jws, or the key is not among the known ones.`,
  };
}
