import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { createReception } from '../../gateway/http/reception.ts';
import { createTransport } from '../../gateway/http/transport.ts';
import { KeysUnavailable } from '../../gateway/identity/token-verifier.ts';
import { addIntakeRoutes, type Intake } from '../../gateway/intake/intake-routes.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { intakeAddresses } from '../../schema/intake.ts';

test('whoever fills the room for bodies takes none of the room of those who are known', async () => {
  const limits = { ...defaultLimits, load: { ...defaultLimits.load, bodyBytes: 10_000 } };
  const reception = createReception(limits, () => {});
  const app = createTransport(limits, reception);
  app.post('/anybody', () => 'read');
  const onRequest = async (request: FastifyRequest) => {
    request.provenSender = 'hospital';
  };
  app.post('/known', { onRequest }, () => 'read');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const send = (path: string, length: number, bytes: number) => {
    const socket = connect(port, '127.0.0.1');
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: ${length}\r\n\r\n${' '.repeat(bytes)}`);
    return socket;
  };
  const filling = send('/anybody', 9_500, 9_000);
  await once(app.server, 'request');
  const known = send('/known', 9_000, 6_000);
  await once(app.server, 'request');
  known.write(' '.repeat(3_000));
  expect(await text(known)).toMatch('HTTP/1.1 200 ');
  // The same of somebody unknown is too much.
  expect(await text(send('/anybody', 9_400, 9_000))).toMatch('HTTP/1.1 503 ');
  filling.destroy();
  await app.close();
});

/** A door that lets one client in, which speaks for hospital-a. */
function doorOf(client: object): Intake {
  const lists = {
    roles: new Set(['FACILITY_RECORDS']),
    purposes: new Set(allPurposes),
    scopes: new Set<string>(),
  };
  const claims = {
    ...lists,
    issuer: 'i',
    client: 'his',
    actor: 'his',
    organisation: 'hospital-a',
    assurance: 3,
  };
  const rule = { roles: new Set(['FACILITY_RECORDS']), caseRequired: false, minimumAssurance: 1 };
  return {
    verifyToken: async () => ({ authenticated: true, scopes: claims.scopes, roles: claims.roles, claims }),
    clients: () => new Map([['his', client]]),
    rules: { purposes: new Map(allPurposes.map((purpose) => [purpose, rule])) },
    quota: { spend: async () => undefined },
    recordRefusal: async () => undefined,
    deliver: async () => ({ status: 200, answer: {} }),
  } as never;
}

const allPurposes = Object.values(intakeAddresses).flatMap(({ purposes }) => purposes);
const paths = Object.keys(intakeAddresses);
const registered = {
  id: 'his',
  issuers: new Set(['i']),
  agreement: { from: '2000-01-01', to: '2999-12-31' },
  roles: new Set(['FACILITY_RECORDS']),
  purposes: new Set(allPurposes),
  scopes: new Set<string>(),
};
const gate = { run: (_: unknown, work: () => Promise<unknown>) => work(), learn: () => undefined };

/** Sends a file to each of some addresses. */
async function sendTo(intake: Intake, addresses: readonly string[]) {
  const senders: unknown[] = [];
  const reception = createReception(defaultLimits, () => {});
  const app = createTransport(defaultLimits, {
    ...reception,
    readBody(request, most, sender) {
      senders.push(sender);
      return reception.readBody(request, most, sender);
    },
  });
  addIntakeRoutes(app, intake, gate as never, () => {});
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer t' };
  const send = (path: string) => fetch(`${url}/intake/${path}`, { method: 'POST', headers, body: '{}' });
  const answers = await Promise.all(addresses.map(send));
  await app.close();
  return { senders, answers };
}

test('files of proven senders have that room, and each organisation its share of it', async () => {
  const { answers, senders } = await sendTo(doorOf(registered), paths);
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  expect(senders).toEqual(paths.map(() => 'hospital-a'));
});

test('whose file is not taken now is told when to come again', async () => {
  const verifyToken = async () => {
    throw new KeysUnavailable();
  };
  const { answers } = await sendTo({ ...doorOf(registered), verifyToken }, paths);
  for (const { status, headers } of answers) expect([status, headers.get('retry-after')]).toEqual([503, '5']);
});
