import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(100, 'lien-thong');
});
afterAll(() => hub.stop());

test('the first query of the README gets the answer of the README', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, query = '', answer = ''] =
    /```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/.exec(readme) ?? [];
  const [, number = ''] = /'hub-case: ([^']+)'/.exec(readme) ?? [];
  const { text } = await hub.ask(query, {}, { persona: 'vss-officer', case: number });
  expect(JSON.parse(text)).toEqual(JSON.parse(answer));
});
