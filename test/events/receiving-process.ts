import { readFile } from 'node:fs/promises';
import { createLocalJWKSet } from 'jose';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { createEventSigner } from '../../subgraphs/kit/events/event-message.ts';
import { startSubgraph } from '../../subgraphs/kit/start-subgraph.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { vss } from '../../subgraphs/vss/subgraph.ts';
import { shortTerms } from './made-events.ts';

/** Child process of the crash test: social insurance, as `receiving-process.ts STORE KEY SENDERS PORT`. */
const [uri = '', key = '', senders = '', port = '0'] = process.argv.slice(2);
const running = await startSubgraph(vss, {
  store: await openStore({ uri }),
  policy: await loadPolicy(),
  verifyContext: async () => {
    throw new Error('nobody asks this process');
  },
  cursorKey: new Uint8Array(32),
  host: '127.0.0.1',
  port: Number(port),
  events: {
    sign: createEventSigner(JSON.parse(await readFile(key, 'utf8'))),
    receivers: () => [],
    senders: new Map([['justice', createLocalJWKSet(JSON.parse(await readFile(senders, 'utf8')))]]),
    terms: { ...shortTerms, attempts: 1000 },
    onFault: (line) => process.stderr.write(`${line}\n`),
  },
});
running.startEvents();
process.stdout.write(`${running.eventsUrl}\n`);
