import { readDocumentVerifyOptions } from './document-verify-options.ts';
import { verifyDocuments } from './document-verify.ts';
import { UsageError } from '../usage-error.ts';

try {
  const { report, isGood } = await verifyDocuments(readDocumentVerifyOptions(process.argv.slice(2)));
  console.log(report);
  if (!isGood) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
