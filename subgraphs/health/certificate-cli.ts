import { StoreError } from '../kit/store/store-errors.ts';
import { CertificateUsageError, runCertificateCommand } from './intake/signature/certificate-command.ts';

try {
  console.log(await runCertificateCommand(process.argv.slice(2), new Date().toISOString()));
} catch (error) {
  if (!(error instanceof CertificateUsageError || error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
