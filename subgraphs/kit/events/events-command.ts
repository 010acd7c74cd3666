import { parseOptions } from '../command/parse-options.ts';
import { UsageError } from '../command/usage-error.ts';
import { openStore } from '../store/open-store.ts';
import type { Delivery, EventQueue } from './event-queue.ts';
import { openEventQueue } from './event-queue.ts';

const usage =
  'Usage: npm run events -- --store URI [--queue outbox|inbox|relay] [--replay ID|all]; without --replay it lists the dead letters.';
const queues = { outbox: 'eventOutbox', inbox: 'eventInbox', relay: 'eventRelay' } as const;
const longestList = 10_000;

/**
 * Lists the dead letters of an agency, or makes them due again: the running process delivers them within seconds.
 *
 * @returns what to print
 * @throws UsageError, StoreError, and then nothing was changed
 */
export async function answerEventsCommand(args: readonly string[]): Promise<string> {
  const { uri, queue, replay } = readOptions(args);
  const store = await openStore({ uri, mustExist: true });
  try {
    const opened = await openEventQueue(store, queues[queue]);
    return replay === undefined
      ? listLetters(await opened.dead(longestList))
      : await replayLetters(opened, replay);
  } finally {
    await store.close();
  }
}

function readOptions(args: readonly string[]) {
  const options = {
    store: { type: 'string' },
    queue: { type: 'string', default: 'outbox' },
    replay: { type: 'string' },
  } as const;
  const { store: uri, queue, replay } = parseOptions(usage, { args: [...args], options }).values;
  if (uri === undefined) throw new UsageError(usage);
  const name = (Object.keys(queues) as (keyof typeof queues)[]).find((one) => one === queue);
  if (name === undefined) throw new UsageError(`--queue must be ${Object.keys(queues).join(', ')}.`);
  return { uri, queue: name, replay };
}

function listLetters(letters: readonly Delivery[]): string {
  if (letters.length === 0) return 'No dead letters.';
  const lines = letters.map(
    ({ id, event, attempts, failure }) =>
      `${id}  ${event.type}  ${event.document.id} v${event.document.version}  ${attempts} attempts  ${failure ?? ''}`,
  );
  return [
    ...lines,
    `${letters.length} dead letters; mend what is said there, then --replay ID, or --replay all.`,
  ].join('\n');
}

async function replayLetters(queue: EventQueue, which: string): Promise<string> {
  const ids = which === 'all' ? (await queue.dead(longestList)).map(({ id }) => id) : [which];
  let replayed = 0;
  for (const id of ids) if (await queue.replay(id)) replayed++;
  if (replayed === 0 && which !== 'all')
    throw new UsageError('There is no dead letter with this id: list them without --replay.');
  return `${replayed} due again.`;
}
