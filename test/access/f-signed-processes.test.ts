import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Asker } from '../../gateway/trust/asker.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import {
  createGatewayKey,
  issuer,
  send,
  type GatewayKey,
  type HttpAnswer,
} from '../trust/signed-subgraph.ts';

/** The four agencies as they run: a process each, that trusts one gateway. */
const agencies = ['population', 'health', 'justice', 'vss'] as const;
const children: ChildProcess[] = [];
const urls = new Map<string, string>();
let key: GatewayKey;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencies-'));
  key = await createGatewayKey();
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify(key.jwks));
  const env = {
    STORE_URI: 'memory:',
    CONTEXT_JWKS: jwks,
    CONTEXT_ISSUERS: issuer,
    CURSOR_SECRET: 'of the test',
  };
  await Promise.all(
    agencies.map(async (agency) => {
      const main = fileURLToPath(new URL(`../../subgraphs/${agency}/main.ts`, import.meta.url));
      const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      urls.set(agency, line.slice(line.indexOf('http')));
    }),
  );
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const urlOf = (agency: string) => urls.get(agency) ?? '';
const entities = (fields = 'id') =>
  JSON.stringify({
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { ${fields} } } }`,
    variables: { r: [{ __typename: 'Citizen', id: 'someone' }] },
  });

async function contextFor(agency: string, body: string): Promise<string | undefined> {
  return key.sign({ subgraph: agency, body, asker: new Asker('request-1') })[hubContextHeader];
}

function expectUnauthenticated({ status, data, errors }: HttpAnswer): void {
  expect([status, data, errors.map(({ code }) => code)]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
}

test.each(agencies)('F11: %s answers nothing without a context', async (agency) => {
  for (const body of [
    entities(),
    JSON.stringify({ query: '{ _service { sdl } }' }),
    JSON.stringify({ query: '{ __schema { types { name } } }' }),
    JSON.stringify({ query: '{ __typename }' }),
  ]) {
    expectUnauthenticated(await send(urlOf(agency), body));
  }
});

test.each(agencies)('F13: a context for %s opens no other agency, and itself once', async (agency) => {
  const body = entities();
  const context = await contextFor(agency, body);
  for (const other of agencies.filter((each) => each !== agency)) {
    expectUnauthenticated(await send(urlOf(other), body, context));
  }
  expect((await send(urlOf(agency), body, context)).status).toBe(200);
  expectUnauthenticated(await send(urlOf(agency), body, context));
});

test.each([
  ['an extra field', entities('id __typename')],
  ['another representation', entities().replace('someone', 'other')],
  ['one representation more', entities().replace('}]', '},{"__typename":"Citizen","id":"other"}]')],
  ['a space', `${entities()} `],
])('F15: a body that was changed after signing is refused: %s', async (_what, changed) => {
  for (const agency of agencies) {
    const context = await contextFor(agency, entities());
    expectUnauthenticated(await send(urlOf(agency), changed, context));
  }
});
