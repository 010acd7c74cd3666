import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../gateway/limits/limits.ts';
import { memoryLog } from '../../../gateway/log/memory-log.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { policiesFolder, policyFiles } from '../../../schema/policy/policy-files.ts';
import { composeGraph } from '../../federation/start-graph.ts';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { baseGraph } from '../base-graph.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, expectNoValue, expectRefused, ofPerson, startKnownHub } from './known-hub.ts';

const { officer, auditor, portal } = askers;
const root = join(import.meta.dirname, '../../..');

let hub: HubUnderTest;
const kept = memoryLog();
/** A disk that is full may not have told it yet. */
const disk = { isFull: false, isKnown: false };
/** For how many milliseconds each who asked whether entries can be written waits for it. */
const waits: number[] = [];
beforeAll(async () => {
  hub = await startKnownHub({
    log: {
      ...kept,
      check(until) {
        waits.push((until ?? Infinity) - performance.now());
        return disk.isKnown ? Promise.reject(new Error('no space left')) : kept.check();
      },
      append: (entry) => (disk.isFull ? Promise.reject(new Error('no space left')) : kept.append(entry)),
    },
  });
});
beforeEach(() => {
  disk.isFull = disk.isKnown = false;
});
afterAll(() => hub.stop());

const request = `mutation ($input: RequestEmergencyAccessInput!) {
  requestEmergencyAccess(input: $input) { ... on EmergencyAccessRequested { requested { id state } } }
}`;
const input = { case: knownPerson.claim, ground: 'DEADLINE', reason: 'Viêm phổi, hết hạn hôm nay' };
const count = async () => {
  const { text: body } = await hub.ask('{ emergencyAccesses(first: 100) { nodes { id } } }', {}, auditor);
  return body.match(/"id":/g)?.length ?? 0;
};

describe('L4: a mutation that is allowed', () => {
  test('L4: runs once, and its entry has the purpose and no value', async () => {
    const before = await count();
    const { errors, data } = await hub.ask(request, { input }, officer);
    const entry = kept.entries().at(-1);
    expect([errors, data]).toMatchObject([
      [],
      { requestEmergencyAccess: { requested: { state: 'REQUESTED' } } },
    ]);
    expect(entry).toMatchObject({
      outcome: 'ANSWERED',
      operation: { kind: 'mutation' },
      caller: { role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE', case: knownPerson.claim },
    });
    expectNoValue(JSON.stringify(entry));
    expect(await count()).toBe(before + 1);
  });
});

describe('L10: while the log cannot be written', () => {
  test.each([
    ['personal data', `{ ${ofPerson('fullName')} }`],
    ['a masked value', `{ claim(id: "${knownPerson.claim}") { payments { bankAccount } } }`],
    ['an answer', `{ ${ofPerson('livingChildren(on: "2026-03-01")')} }`],
    ['personal data beside public', `{ ${ofPerson('id fullName')} }`],
  ])('L10: %s is held back', async (_what, query) => {
    disk.isFull = true;
    expectRefused(await hub.ask(query, {}, officer), 503, 'LOG_UNAVAILABLE');
    disk.isFull = false;
    expect((await hub.ask(query, {}, officer)).errors).toEqual([]);
  });

  test('L10: what is public is served', async () => {
    disk.isFull = true;
    const { status, errors, data } = await hub.ask(`{ ${ofPerson('id')} }`, {}, officer);
    expect([status, errors, data]).toEqual([200, [], { citizen: { id: knownPerson.id } }]);
  });

  test('L10: a denial discloses nothing, and is still told', async () => {
    disk.isFull = true;
    const { status, data } = await hub.ask(`{ ${ofPerson('bloodType')} }`, {}, officer);
    expect([status, data]).toEqual([200, { citizen: null }]);
  });

  test('L10: nothing is changed', async () => {
    const before = await count();
    disk.isFull = disk.isKnown = true;
    expectRefused(await hub.ask(request, { input }, officer), 503, 'LOG_UNAVAILABLE');
    disk.isFull = disk.isKnown = false;
    expect(await count()).toBe(before);
  });

  test('L10: what is changed before that is known is not confirmed', async () => {
    disk.isFull = true;
    expectRefused(await hub.ask(request, { input }, officer), 503, 'CHANGE_NOT_RECORDED');
  });

  test.each<[string, () => Promise<unknown>, number]>([
    ['a change', () => hub.ask(request, { input }, officer), defaultLimits.time.request],
    ['a probe', () => fetch(`${hub.hub.url}/health/ready`), 2_000],
  ])('L10: %s waits for a log that is silent no longer than it has time', async (_who, ask, longest) => {
    waits.length = 0;
    await ask();
    expect(waits.length).toBeGreaterThan(0);
    for (const milliseconds of waits) expect(milliseconds).toBeLessThanOrEqual(longest);
  });

  test('L10: it is said in Vietnamese too', async () => {
    disk.isFull = true;
    const { errors } = await hub.ask(`{ ${ofPerson('fullName')} }`, {}, { ...officer, language: 'vi' });
    expect(errors[0]?.message).toBe('Không ghi được nhật ký nên dữ liệu không được cung cấp; hãy thử lại.');
  });
});

describe('L11: a denial', () => {
  const query = `{ ${ofPerson('id bloodType claims { nodes { payments { bankCode } } }')} }`;
  const idsIn = ({ errors }: Awaited<ReturnType<HubUnderTest['ask']>>) =>
    errors.map(({ extensions }) => extensions?.['decisionId']);

  test('L11: names neither scopes nor policies nor what others may see', async () => {
    const { text: body, errors } = await hub.ask(query, {}, portal);
    expect(errors).toHaveLength(2);
    expect(body).not.toMatch(/scope|polic|permit|cedar|role|break-glass|RESTRICTED|BANK|article|Law/i);
    for (const { extensions = {} } of errors) {
      expect(Object.keys(extensions).toSorted()).toEqual([
        'affectedPath',
        'code',
        'coordinate',
        'decisionId',
        'reason',
      ]);
    }
  });

  test('L11: has the id of its decision, whatever it is asked in', async () => {
    const inAnother = `{ x: ${ofPerson('y: bloodType')} claim(id: "${knownPerson.claim}") { state } }`;
    const [blood] = idsIn(await hub.ask(query, {}, portal));
    expect(idsIn(await hub.ask(inAnother, {}, portal))).toEqual([blood]);
  });

  test('L11: has the same id for the same decision, another one for another, and the log knows it', async () => {
    const [one, again, other] = [
      await hub.ask(query, {}, portal),
      await hub.ask(query, {}, { ...portal, citizen: knownPerson.spouse }),
      await hub.ask(query, {}, { ...officer }),
    ];
    expect(idsIn(again)).toEqual(expect.arrayContaining([...idsIn(one)]));
    expect(idsIn(one).filter((id) => idsIn(other).includes(id))).toEqual([]);
    const logged = kept.entries().slice(-3);
    const ids = logged.map(({ denials }) => denials.map(({ decisionId }) => decisionId));
    expect(ids).toEqual([one, again, other].map(idsIn));
    for (const { decided } of logged) expect(decided?.policyVersion).toMatch(/^[\w-]{43}$/);
  });
});

describe('a start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
    await cp(join(root, 'schema/policy'), join(folder, 'schema/policy'), { recursive: true });
    await cp(join(root, policyFiles.categories), join(folder, policyFiles.categories));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const policyOfCitizens = `${policiesFolder}/citizen.cedar`;
  test.each([
    ...[...Object.values(policyFiles), policyOfCitizens].flatMap((file) => [
      { file, how: 'empty', content: '', told: file },
      { file, how: 'cut off', content: '@id("x', told: file },
    ]),
    ...Object.values(policyFiles).map((file) => ({ file, how: 'not there', told: file })),
    { file: policyOfCitizens, how: 'not there', told: 'DS.SELF.VIEW: no policy serves the role CITIZEN' },
  ])('L9: is refused where $file is $how', async ({ file, told, ...change }) => {
    const path = join(folder, file);
    await rm(path);
    if ('content' in change) await writeFile(path, change.content);
    await expect(loadPolicy(folder)).rejects.toThrow(told);
    await cp(join(root, file), path);
  });

  async function startOf(supergraph: string, args: readonly string[]) {
    const main = [join(root, 'gateway/main.ts'), '--supergraph', supergraph, '--port', '0', ...args];
    const child = spawn(process.execPath, main, { env: { NODE_ENV: 'production' } });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return { exitCode: child.exitCode, output, errors };
  }

  test('L8: of a guarded supergraph is refused where no issuer of tokens is named', async () => {
    const guarded = join(folder, 'guarded.graphql');
    await writeFile(
      guarded,
      composeGraph(Object.fromEntries(baseGraph.map((source) => [source.name, source]))),
    );
    const { exitCode, output, errors } = await startOf(guarded, []);
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toMatch(/guards fields, and no issuer is named .* give --issuers, or --jwks/);
  });

  test('L8: and so is one of the hub itself', async () => {
    const { exitCode, output, errors } = await startOf(join(root, 'schema/supergraph.graphql'), []);
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toMatch(/In production give --issuers, or --jwks/);
  });
});
