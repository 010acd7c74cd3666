import { StoreError } from '../store/store-errors.ts';
import { answerEventsCommand, EventsUsageError } from './events-command.ts';

try {
  console.log(await answerEventsCommand(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof EventsUsageError || error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
