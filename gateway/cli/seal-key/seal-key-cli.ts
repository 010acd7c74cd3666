import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { changeSealKeys } from './change-seal-keys.ts';
import { readSealKeyOptions } from './seal-key-options.ts';

await runCommand(async () => console.log(await changeSealKeys(readSealKeyOptions(process.argv.slice(2)))));
