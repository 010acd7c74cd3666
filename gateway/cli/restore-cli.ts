import { restoreData } from '../backup/copy-data.ts';
import { isTold } from '../start/is-told.ts';
import { readCopyOptions } from './copy-options.ts';

try {
  console.log(await restoreData(readCopyOptions('restore', process.argv.slice(2))));
} catch (error) {
  if (!isTold(error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
