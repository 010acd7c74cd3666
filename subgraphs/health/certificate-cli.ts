import { runCommand } from '../kit/command/run-command.ts';
import { runCertificateCommand } from './intake/signature/certificate-command.ts';

await runCommand(async () =>
  console.log(await runCertificateCommand(process.argv.slice(2), new Date().toISOString())),
);
