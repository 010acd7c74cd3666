import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { readDocumentVerifyOptions } from './document-verify-options.ts';
import { verifyDocuments } from './document-verify.ts';

await runCommand(async () => {
  const { report, isGood } = await verifyDocuments(readDocumentVerifyOptions(process.argv.slice(2)));
  console.log(report);
  if (!isGood) process.exitCode = 1;
});
