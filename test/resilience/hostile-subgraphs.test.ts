import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createFederation, type FederationOptions } from '../../gateway/federation/create-federation.ts';
import type { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { defaultLimits, type SubgraphLimits } from '../../gateway/limits/limits.ts';
import { composeGraph, link, serveGateway, within, type Answer } from '../federation/start-graph.ts';
import { drip, respond, serveRaw, writeForEver, type RawSubgraph } from './raw-subgraph.ts';

const definitions = {
  good: { typeDefs: `${link('@key')} type Query { hello: String } type Mutation { greet: String }` },
  bad: { typeDefs: `${link('@key')} type Query { ward: String } type Mutation { admit: String }` },
};
const ward = '{"data":{"ward":"A","admit":"done"}}';

/** A graph of a good subgraph and one that behaves as the test says. */
async function startBeside(
  behave: (socket: Socket) => void,
  limits = within(300),
  options: Partial<FederationOptions<unknown>> = {},
) {
  const bad = await serveRaw(behave);
  const good = await serveRaw((socket) => respond(socket, '{"data":{"hello":"Chào","greet":"Chào"}}'));
  const faults: SubgraphFault[] = [];
  const supergraphSdl = composeGraph(definitions, (name) => (name === 'bad' ? bad : good).url);
  const federation = createFederation({
    supergraphSdl,
    limits,
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  return { ask: await serveGateway(federation), bad, faults };
}

const codes = ({ errors = [] }: Answer) =>
  errors.map(({ path, extensions }) => [path?.[0], extensions?.['code']]);
const away = [['ward', 'SUBGRAPH_UNAVAILABLE']];

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const hostile: readonly (readonly [what: string, behave: (socket: Socket) => void])[] = [
  ['never answers', () => {}],
  ['hangs up at once', (socket) => socket.destroy()],
  ['sends half of the head and nothing more', (socket) => socket.write('HTTP/1.1 200 OK\r\ncont')],
  [
    'sends half of the body and nothing more',
    (socket) => socket.write(`${ok}content-length: 99\r\n\r\n{"data"`),
  ],
  [
    'sends its answer byte by byte, too slowly',
    (socket) => drip(socket, `${ok}content-length: 9999\r\n\r\n{"data"`),
  ],
  ['sends half of the body and hangs up', (socket) => socket.end(`${ok}content-length: 99\r\n\r\n{"data"`)],
  ['closes its side alone', (socket) => socket.end()],
  ['talks something else than HTTP', (socket) => socket.write('\u0000\u0001SSH-2.0-OpenSSH\r\n\r\n')],
  ['sends a head without end', (socket) => writeForEver(socket, ok, `x-more: ${'x'.repeat(1_000)}\r\n`)],
  [
    'sends a body without end',
    (socket) =>
      writeForEver(socket, `${ok}transfer-encoding: chunked\r\n\r\n`, `1000\r\n${' '.repeat(4_096)}\r\n`),
  ],
  [
    'sends provisional answers without end',
    (socket) => writeForEver(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500)),
  ],
  ['sends a chunk of no length', (socket) => socket.write(`${ok}transfer-encoding: chunked\r\n\r\nzz\r\n`)],
  ['sends brackets without end', (socket) => respond(socket, '['.repeat(1_000_000))],
  [
    'answers with more than it may',
    (socket) => respond(socket, `{"data":{"ward":"${'A'.repeat(200_000)}"}}`),
  ],
  ['answers with JSON that is no answer', (socket) => respond(socket, '[null]')],
  ['answers with no JSON', (socket) => respond(socket, '<html>')],
  [
    'answers with bytes that are no text',
    (socket) => socket.write(Buffer.from(`${ok}content-length: 2\r\n\r\n\xff\xfe`, 'latin1')),
  ],
  ['answers with a redirection to itself', (socket) => respond(socket, '', '307 Temporary Redirect')],
  [
    'says that its answer is compressed',
    (socket) => socket.write(`${ok}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`),
  ],
];

describe('a subgraph that', () => {
  test.each(hostile)('%s harms no other answer', async (_, behave) => {
    const limits = within(300);
    const { ask } = await startBeside(behave, {
      ...limits,
      subgraph: { ...limits.subgraph, answerBytes: 100_000 },
    });
    const [both, alone] = await Promise.all([ask('{ hello ward }'), ask('{ hello }')]);
    expect(both.data).toEqual({ hello: 'Chào', ward: null });
    expect(codes(both)).toEqual(away);
    expect(alone).toMatchObject({ data: { hello: 'Chào' } });
    expect(alone.errors).toBeUndefined();
  });

  test('answers twice answers one request and spoils none', async () => {
    const { ask } = await startBeside((socket) => {
      respond(socket, ward);
      respond(socket, '{"data":{"ward":"of somebody else"}}');
    });
    const answers = [await ask('{ ward }'), await ask('{ ward }'), await ask('{ ward }')];
    expect(answers[0]?.data).toEqual({ ward: 'A' });
    for (const { data } of answers) expect(['A', null]).toContain(data?.['ward']);
  });
});

test('an answer that is too large is the question’s fault: it is not asked again, and harms nobody else', async () => {
  const subgraph = { ...defaultLimits.subgraph, answerBytes: 1_000 };
  const guards = createSubgraphGuards({ limits: subgraph });
  const large = `{"data":{"ward":"${'A'.repeat(2_000)}"}}`;
  const { ask, bad } = await startBeside((socket) => respond(socket, large), within(10_000), { guards });
  for (let time = 0; time < 2 * subgraph.circuit.failures; time++) {
    expect(codes(await ask('{ ward }'))).toEqual(away);
  }
  expect([bad.asked(), guards.circuits()]).toEqual([2 * subgraph.circuit.failures, { bad: 'CLOSED' }]);
});

/** Fails as often as is said, then answers. */
function failing(times: number) {
  let left = times;
  return (socket: Socket) => (left-- > 0 ? socket.destroy() : respond(socket, ward));
}

describe('a read that failed', () => {
  test('is sent once more, when it was the connection that failed', async () => {
    const { ask, bad, faults } = await startBeside(failing(1));
    expect(await ask('{ ward }')).toMatchObject({ data: { ward: 'A' } });
    expect([bad.asked(), faults]).toEqual([2, []]);
  });

  test('is sent once more, and no oftener', async () => {
    const { ask, bad } = await startBeside(failing(2));
    expect(codes(await ask('{ ward }'))).toEqual(away);
    expect(bad.asked()).toBe(2);
  });

  test('is not sent again when it had its time', async () => {
    const { ask, bad } = await startBeside(() => {}, within(250));
    expect(codes(await ask('{ ward }'))).toEqual(away);
    expect(bad.asked()).toBe(1);
  });

  test('is not sent again when the budget for that is used up', async () => {
    const limits = {
      ...defaultLimits,
      subgraph: { ...defaultLimits.subgraph, retries: { share: 0, most: 1 } },
    };
    const { ask, bad } = await startBeside(failing(9), limits);
    await ask('{ ward }');
    await ask('{ ward }');
    expect(bad.asked()).toBe(3);
  });

  test('is not sent again when it was a write', async () => {
    const { ask, bad } = await startBeside(failing(1));
    expect((await ask('mutation { admit }')).data).toEqual({ admit: null });
    expect(bad.asked()).toBe(1);
  });
});

describe('the time of a request', () => {
  test('is one for all its stages, and what is there by then is answered', async () => {
    let until: number | undefined;
    const { ask, bad } = await startBeside(() => {}, defaultLimits, { untilOf: () => until });
    until = performance.now() + 500;
    const answer = await ask('{ hello ward }');
    expect(answer.data).toEqual({ hello: 'Chào', ward: null });
    expect(codes(answer)).toEqual(away);
    expect(await ask('{ ward }')).toMatchObject({ data: { ward: null } });
    expect(bad.asked()).toBe(1);
  });
});

/** Guards under which three failures open the circuit until the test lets time pass. */
function guarded(changes: Partial<SubgraphLimits>) {
  const subgraph = { ...defaultLimits.subgraph, retries: { share: 0, most: 0 }, ...changes };
  const told: string[] = [];
  const guards = createSubgraphGuards({
    limits: subgraph,
    onCircuit: (name, state) => told.push(`${name} ${state}`),
  });
  return { guards, told, limits: { ...defaultLimits, subgraph } };
}

describe('a subgraph that goes on failing', () => {
  test('is left alone, and asked again by one call after a pause', async () => {
    const circuit = { failures: 3, share: 0.5, window: 60_000, pause: 0 };
    const { guards, told, limits } = guarded({ circuit });
    const { ask, bad } = await startBeside(failing(3), limits, { guards });
    for (let i = 0; i < 3; i++) expect(codes(await ask('{ ward hello }'))).toEqual(away);
    expect(guards.health()).toMatchObject({ bad: { circuit: 'OPEN' }, good: { circuit: 'CLOSED' } });
    expect(await ask('{ ward }')).toMatchObject({ data: { ward: 'A' } });
    expect(told).toEqual(['bad OPEN', 'bad HALF_OPEN', 'bad CLOSED']);
    expect(bad.asked()).toBe(4);
  });

  test('is not asked while it is left alone, and everything else is', async () => {
    const { guards, limits } = guarded({
      circuit: { failures: 3, share: 0.5, window: 60_000, pause: 60_000 },
    });
    const { ask, bad, faults } = await startBeside(failing(99), limits, { guards });
    for (let i = 0; i < 9; i++) await ask('{ ward }');
    expect(await ask('{ ward hello }')).toMatchObject({ data: { ward: null, hello: 'Chào' } });
    expect(bad.asked()).toBe(3);
    // Told once for each call that was made, and not for those that were not.
    expect(faults).toHaveLength(3);
  });

  test('is not blamed for callers who had no time left', async () => {
    const { guards, limits } = guarded({
      circuit: { failures: 1, share: 0.1, window: 60_000, pause: 60_000 },
    });
    const untilOf = () => performance.now() + 20;
    const { ask } = await startBeside(() => {}, limits, { guards, untilOf });
    await ask('{ ward }');
    expect(guards.health()).toMatchObject({ bad: { circuit: 'CLOSED' } });
  });
});

describe('a subgraph that is slow', () => {
  /** Holds every request until it is let go. */
  function holding() {
    const held: (() => void)[] = [];
    return {
      hold: (socket: Socket) => void held.push(() => respond(socket, ward)),
      letGo: () => held.splice(0).forEach((go) => go()),
    };
  }
  const whenAsked = async ({ whenAsked: asked }: RawSubgraph, count: number) => asked(count);

  test('is asked as much at once as it is allowed, and the rest is told so', async () => {
    const { hold, letGo } = holding();
    const { guards, limits } = guarded({ inFlight: 2, queued: 1 });
    const { ask, bad } = await startBeside(hold, limits, { guards });
    const under = [ask('{ ward }'), ask('{ ward }')];
    await whenAsked(bad, 2);
    const waiting = ask('{ ward }');
    const refused = await ask('{ ward hello }');
    expect(refused).toMatchObject({ data: { ward: null, hello: 'Chào' } });
    expect(codes(refused)).toEqual(away);
    letGo();
    await Promise.all(under);
    await whenAsked(bad, 3);
    letGo();
    expect((await waiting).data).toEqual({ ward: 'A' });
  });
});
