import { readFile } from 'node:fs/promises';
import { agencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import { openEventExchange } from '../../subgraphs/kit/events/event-exchange.ts';
import { createEventSigner } from '../../subgraphs/kit/events/event-message.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { keptDocuments } from './kept-documents.ts';
import { shortTerms } from './made-events.ts';

/**
 * Child process of the crash test: `announcing-process.ts STORE KEY RECEIVER ROUND WRITERS`. Announces and stores documents
 * for as long as it is let live and prints the id of each that is stored; without writers it just delivers what is there.
 */
const [uri = '', key = '', url = '', round = '', writers = '0'] = process.argv.slice(2);
const store = await openStore({ uri });
const documents = await store.collection(keptDocuments);
const exchange = await openEventExchange(
  store,
  { name: 'justice', holds: async ({ document }) => (await documents.get(document.id)) !== undefined },
  {
    sign: createEventSigner(JSON.parse(await readFile(key, 'utf8'))),
    receivers: () => [{ name: 'vss', url }],
    senders: new Map(),
    terms: { ...shortTerms, attempts: 1000 },
    onFault: (line) => process.stderr.write(`${line}\n`),
  },
);
exchange.start();
process.stdout.write('started\n');
// Waiting for deliveries keeps no process alive.
setInterval(() => undefined, 60_000);

async function keepWriting(writer: number): Promise<never> {
  for (let number = 0; ; number++) {
    const id = `document-${round}-${writer}-${number}`;
    const document = { agency: 'justice', kind: 'BIRTH_REGISTRATION', id, version: 1 };
    await exchange.announce(agencyEvent('justice.birth.registered', document, Temporal.Now.instant()));
    await documents.insert({ id, version: 1, secret: 'CANARY-VALUE' });
    process.stdout.write(`${id}\n`);
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => keepWriting(writer)));
