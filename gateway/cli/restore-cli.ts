import { restoreData } from '../backup/copy-data.ts';
import { readCopyOptions } from './copy-options.ts';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';

await runCommand(async () =>
  console.log(await restoreData(readCopyOptions('restore', process.argv.slice(2)))),
);
