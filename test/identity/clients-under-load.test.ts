import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unlimited } from '../quota/unlimited.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { clientsFolder } from './registers.ts';
import { replaceFile } from './replace-file.ts';

/** How many callers ask at any time. */
const callers = 8;

const suspension = 'suspended: { since: 2026-11-24, reason: KEY_COMPROMISED }\n';

let folder: string;
let hub: HubUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clients-'));
  await cp(clientsFolder, folder, { recursive: true });
  hub = await startTestHub(1, 'reload', { clientsFolder: folder, quotas: unlimited });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

/** What became of one request, in the order in which they were sent: the status and code of what nobody expects. */
type Outcome = 'answered' | 'suspended' | `${number} ${string}`;

/** Has one persona asked about themself by many callers, until it is told to stop. */
function askOn(persona: Asker['persona']): { readonly outcomes: readonly Outcome[]; stop(): Promise<void> } {
  const outcomes: Outcome[] = [];
  let sent = 0;
  const over = new AbortController();
  const call = async () => {
    while (!over.signal.aborted) {
      const at = sent++;
      const { status, data, errors } = await hub.ask('{ __typename }', {}, { persona });
      const code = errors[0]?.extensions?.['code'];
      if (status === 200 && data) outcomes[at] = 'answered';
      else if (status === 403 && code === 'CLIENT_SUSPENDED') outcomes[at] = 'suspended';
      else outcomes[at] = `${status} ${String(code)}`;
    }
  };
  const all = Promise.all(Array.from({ length: callers }, call));
  return {
    outcomes,
    async stop() {
      over.abort();
      await all;
    },
  };
}

async function edit(change: (text: string) => string): Promise<void> {
  const path = join(folder, 'hub-operations.yaml');
  await replaceFile(path, change(await readFile(path, 'utf8')));
}

test('under load a suspension in a file holds from one request on, ends with the file, and no other client is hit', async () => {
  const suspended = askOn('operator');
  const others = askOn('portal');
  const last = () => suspended.outcomes.at(-1);
  await expect.poll(last).toBe('answered');
  await edit((text) => text + suspension);
  await expect.poll(last).toBe('suspended');
  const first = suspended.outcomes.indexOf('suspended');
  await expect.poll(() => suspended.outcomes.length).toBeGreaterThan(first + 5 * callers);
  // Those that were under way when it began may still be answered, none that was sent later.
  expect(suspended.outcomes.slice(first + 2 * callers).includes('answered')).toBe(false);
  await edit((text) => text.replace(suspension, ''));
  await expect.poll(last).toBe('answered');
  await Promise.all([suspended.stop(), others.stop()]);
  expect(new Set(suspended.outcomes)).toEqual(new Set(['answered', 'suspended']));
  expect(new Set(others.outcomes)).toEqual(new Set(['answered']));
});
