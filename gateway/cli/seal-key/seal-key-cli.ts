import { changeSealKeys } from './change-seal-keys.ts';
import { readSealKeyOptions } from './seal-key-options.ts';
import { UsageError } from '../usage-error.ts';

try {
  console.log(await changeSealKeys(readSealKeyOptions(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
