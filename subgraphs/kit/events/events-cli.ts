import { runCommand } from '../command/run-command.ts';
import { answerEventsCommand } from './events-command.ts';

await runCommand(async () => console.log(await answerEventsCommand(process.argv.slice(2))));
