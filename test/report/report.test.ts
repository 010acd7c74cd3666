import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLArgument } from 'graphql';
import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printReport } from '../../gateway/cli/report/report-command.ts';
import { readReportOptions } from '../../gateway/cli/report/report-options.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import type { ReportInputs } from '../../gateway/report/make-report.ts';
import type { Report } from '../../gateway/report/report.ts';
import { verifyReport } from '../../gateway/report/sign-report.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { partsOf, writtenRequirementOf } from '../leak-hunt/oracle/classification.ts';
import { askers, ofPerson } from '../access/hub/known-hub.ts';
import { startLoggedHub, type LoggedHub } from '../access-log/logged-hub.ts';
import { naiveCount, naiveGrants, sampled } from './naive-count.ts';
import { entries, key, keys, writeLog } from './report-log.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'audit-report-'));
const log = join(folder, 'log');
let sources: Omit<ReportInputs, 'usage'>;

beforeAll(async () => {
  const policy = await loadPolicy();
  const { clients } = await loadClients({ folder: join(root, 'gateway/clients'), vocabulary: policy });
  const graph = loadSupergraph(readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'));
  sources = { policy, clients, graph };
  await writeLog(log, 'g1', entries.slice(0, 4));
  await writeLog(log, 'g2', entries.slice(4));
});
afterAll(() => rmSync(folder, { recursive: true }));

const period = ['--as-of', '2026-08-31', '--from', '2026-06-03', '--log', log];
const textOf = async (...args: readonly string[]) =>
  printReport(readReportOptions([...period, ...args], {}, '2026-08-31'), sources);
const reportOf = async (...args: readonly string[]) =>
  JSON.parse(await textOf('--format', 'json', ...args)) as Report;

describe('the report against a count of its own', () => {
  test('has every field, argument and input of the graph, and no other', async () => {
    const { coordinates } = await reportOf();
    const own: string[] = [];
    for (const type of Object.values(sources.graph.schema.getTypeMap())) {
      if (!('getFields' in type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        own.push(`${type.name}.${field.name}`);
        const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
        own.push(...args.map(({ name }) => `${type.name}.${field.name}(${name}:)`));
      }
    }
    expect(coordinates.map(({ coordinate }) => coordinate)).toEqual(own.toSorted());
  });

  test('says of every field what its SDL says, and who may see it by what Cedar says', async () => {
    const { coordinates } = await reportOf();
    const fields = coordinates.filter(
      ({ coordinate }) => partsOf(coordinate).length > 0 && !coordinate.includes('('),
    );
    expect(fields.length).toBeGreaterThan(500);
    const differing = fields.flatMap((row) => {
      const [type = '', field = ''] = row.coordinate.split('.');
      if (sources.graph.access.isInput(row.coordinate)) return [];
      const annotations = writtenRequirementOf(sources.graph.schema, type, field);
      const grants = naiveGrants(annotations, '2026-08-31');
      const found = [row.owners, row.categories, row.roles.filter((role) => sampled.includes(role))];
      const expected = [
        partsOf(row.coordinate),
        annotations.map(({ category }) => category),
        grants.map(([role]) => role),
      ].map((words) => [...new Set(words)].toSorted());
      const purposes = new Set(grants.map(([, purpose]) => purpose));
      const isAlike = JSON.stringify(found) === JSON.stringify(expected);
      return isAlike && purposes.isSubsetOf(new Set(row.purposes)) ? [] : [{ row, expected }];
    });
    expect(differing).toEqual([]);
  });

  test('counts the uses of every field as the lines of the log have them', async () => {
    const { coordinates } = await reportOf();
    for (const { coordinate, shown, refused, lastShown } of coordinates) {
      if (coordinate.includes('(')) continue;
      const counted = naiveCount(log, coordinate, '2026-06-03', '2026-08-31');
      expect({ coordinate, shown, refused, lastShown }).toEqual({ coordinate, ...counted });
    }
    expect(coordinates.find(({ coordinate }) => coordinate === 'DischargePaper.dischargedAt')).toMatchObject({
      shown: 4,
      refused: 1,
      lastShown: '2026-08-23',
    });
  });

  test('names as unused just what a client may see and did not', async () => {
    const { coordinates, unused } = await reportOf('--client', 'vss-portal', '--purpose', 'DS.SELF.VIEW');
    const personal = coordinates
      .filter(({ categories }) => categories.some((category) => category !== 'PUBLIC'))
      .map(({ coordinate }) => coordinate)
      .filter((coordinate) => !coordinate.includes('(') && !sources.graph.access.isInput(coordinate));
    expect(unused).toHaveLength(1);
    expect(unused?.[0]?.coordinates).toEqual(personal.filter((each) => each !== 'Citizen.isDeceased'));
  });
});

describe('a report', () => {
  test('is made again to the byte by the command in it, when the log has grown since', async () => {
    for (const format of ['md', 'csv', 'json', 'html']) {
      const first = await textOf('--format', format);
      const command = /npm run report -- ([^`"<,\r\n]*)/.exec(first)?.[1] ?? '';
      const args = command
        .trim()
        .split(' ')
        .map((word) => (word === 'LOG' ? log : word));
      const again = await printReport(readReportOptions(args, {}, '2027-01-01'), sources);
      expect(again).toBe(first);
    }
    const before = await textOf();
    await writeLog(
      log,
      'g1',
      entries.slice(0, 1).map((entry) => ({
        ...entry,
        at: '2026-08-25T00:00:00Z',
        decided: { policyVersion: 'v', day: '2026-08-25' },
      })),
    );
    expect(await textOf()).not.toBe(before);
    expect(await textOf('--up-to', 'g1=4', '--up-to', 'g2=3')).toBe(before);
  });

  test('speaks of its day: of law and of grants that held then', async () => {
    const past = JSON.parse(
      await printReport(
        readReportOptions(['--as-of', '2025-08-31', '--format', 'json'], {}, '2026-08-31'),
        sources,
      ),
    ) as Report;
    const now = await reportOf();
    const auditorIn = ({ coordinates }: Report) =>
      coordinates.find(({ coordinate }) => coordinate === 'Query.accessLog')?.roles.includes('AUDITOR');
    for (const { coordinates, about } of [past, now]) {
      const cited = coordinates.flatMap(({ articles }) => articles);
      expect(cited.filter(({ from, to = '9999' }) => from > about.asOf || to < about.asOf)).toEqual([]);
    }
    // Decree 278/2025 is in force from 22 October 2025.
    expect([auditorIn(past), auditorIn(now)]).toEqual([false, true]);
    expect(now.bases.find(({ article }) => article === 'decree-13-2023-art-9')).toMatchObject({
      to: '2025-12-31',
      hasEnded: true,
      bare: [],
    });
    expect(past.bases.find(({ article }) => article === 'decree-13-2023-art-9')?.hasEnded).toBe(false);
    expect(now.agreements.map(({ to }) => to <= '2027-02-27')).not.toContain(false);
  });

  test('lists emergency accesses by what the log has of them', async () => {
    expect((await reportOf()).emergencies).toEqual([
      expect.objectContaining({ id: 'e1', client: 'vss-benefits', answers: 2 }),
    ]);
  });

  test('has the contract of the client that it is about', async () => {
    const { contract, coordinates } = await reportOf('--client', 'employer-portal');
    expect(contract).toContain('type Query');
    expect(contract).not.toContain('dischargeDiagnosis');
    expect(coordinates.every(({ clients }) => clients.join() === 'employer-portal')).toBe(true);
    expect((await reportOf()).contract).toBeUndefined();
  });

  test('says that it does not know of late facilities, and which are late once Health says so', async () => {
    expect(await textOf('--lang', 'en')).toContain('Not known: no answer of Health');
    const late = { ...sources, facilities: [{ facility: '01001', papers: 10, latePapers: 3 }] };
    const told = await printReport(readReportOptions([...period, '--lang', 'en'], {}, ''), late);
    expect(told).toContain('| `01001` | 10 | 3 |');
  });

  test('says that it does not know what was used where it read no log', async () => {
    const told = await printReport(readReportOptions(['--lang', 'en'], {}, '2026-08-31'), sources);
    const [, unused] = told.split('## Granted and not used in the period');
    expect(unused?.trim()).toMatch(/^Not known: no log was read\. .*\n\n## /);
  });

  test('is a page that needs nothing and lets nothing in', async () => {
    const page = await textOf('--format', 'html', '--lang', 'vi');
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${digest}'`);
    expect(await textOf('--format', 'html', '--client', 'employer-portal')).toContain('&#34;&#34;&#34;');
    expect(page).not.toMatch(/<script|<link|<img| style=| on\w+=|https?:/);
    expect(page).toMatch(/^<!doctype html>\n<html lang="vi">/);
    const tables = page.match(/<table>/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(5);
    expect(page.match(/<table>\n<caption>[^<]+<\/caption>\n<thead><tr><th scope="col"/g)).toHaveLength(
      tables,
    );
  });

  test('can be read in Vietnamese and in English', async () => {
    expect(await textOf('--lang', 'vi')).toContain('# Báo cáo rà soát Liên Thông');
    expect(await textOf('--lang', 'en')).toContain('# Introspection report of Liên Thông');
  });
});

describe('the promptness of facilities', () => {
  const file = join(folder, 'promptness.json');
  const answer = (facility: string, papers: number, latePapers: number) => ({
    data: { facilityPromptness: { facility, papers, latePapers } },
  });

  test('is told from the answers of Health, and made again with them', async () => {
    writeFileSync(file, JSON.stringify([answer('79002', 7, 0), answer('79001', 9, 4)]));
    const { lateFacilities, about } = await reportOf('--promptness', file);
    expect(lateFacilities).toEqual([{ facility: '79001', papers: 9, latePapers: 4 }]);
    expect(about.command).toContain('--promptness PROMPTNESS');
    const english = await textOf('--promptness', file, '--lang', 'en');
    expect(english).toContain('79001');
    // The report itself as JSON holds what it takes to make it again.
    const kept = join(folder, 'kept-report.json');
    writeFileSync(kept, await textOf('--promptness', file, '--format', 'json'));
    expect(await textOf('--promptness', kept, '--lang', 'en')).toBe(english);
  });

  test.each([
    ['holds no answer', [{ facility: '79001', papers: -1, latePapers: 0 }]],
    ['is there twice', [answer('79001', 1, 0), answer('79001', 2, 0)]],
  ])('is refused where it %s', async (reason, given) => {
    writeFileSync(file, JSON.stringify(given));
    await expect(textOf('--promptness', file)).rejects.toThrow(reason);
  });
});

describe('npm run report', () => {
  test('ends quietly where its reader has seen enough', () => {
    const command = join(root, 'gateway/cli/report/report-cli.ts');
    const { stdout, stderr } = spawnSync('sh', ['-c', `${process.execPath} ${command} | head -n 1`], {
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '# Báo cáo rà soát Liên Thông\n', stderr: '' });
  });

  const run = (args: readonly string[]) => {
    const command = join(root, 'gateway/cli/report/report-cli.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      env: {},
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    return { status, stdout, stderr };
  };

  test('writes a report and a signature over it that verifies, and no other report', async () => {
    const keyFile = join(folder, 'key.json');
    const out = join(folder, 'report.md');
    writeFileSync(keyFile, JSON.stringify(key));
    expect(run([...period, '--out', out, '--log-key', keyFile])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    const report = readFileSync(out, 'utf8');
    const signature = readFileSync(`${out}.jws`, 'utf8');
    expect(await verifyReport(report, signature, keys)).toBe(true);
    expect(await verifyReport(report.replace('2026', '2027'), signature, keys)).toBe(false);
    expect(await verifyReport(report, signature.replace('..', '.e30.'), keys)).toBe(false);
    const jwks = join(folder, 'report-keys.json');
    const { d: _secret, ...publicKey } = key;
    writeFileSync(jwks, JSON.stringify({ keys: [publicKey] }));
    const check = () => run(['--verify', out, '--jwks', jwks]);
    expect(check()).toEqual({ status: 0, stdout: `${out} is what was signed.\n`, stderr: '' });
    writeFileSync(out, report.replace('2026', '2027'));
    expect(check()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/is not what was signed/),
    });
  });
});

test.each([
  ['a day that is none', ['--as-of', '2026-02-30'], '--as-of 2026-02-30 is no day'],
  ['days in the wrong order', ['--from', '2026-09-01'], '--from must not be later'],
  [
    'a client that is none',
    ['--client', 'vss-benefit'],
    '--client vss-benefit is not known. Near: vss-benefits',
  ],
  ['a purpose that is none', ['--purpose', 'SI'], '--purpose SI is not known'],
  ['a form that is none', ['--format', 'pdf'], '--format must be md or csv or json or html'],
  ['a language that is none', ['--lang', 'fr'], '--lang must be vi or en'],
  ['a log that is none', ['--log', 'nowhere'], '--log nowhere cannot be read'],
  ['a gateway that is none', ['--up-to', 'g9=1'], '--up-to g9: the log has no such gateway'],
  ['an end behind the log', ['--up-to', 'g2=900'], '--up-to g2: the log ends at 3'],
  ['an end that is none', ['--up-to', 'g2'], '--up-to g2 must be'],
  ['an option that is none', ['--colour'], "Unknown option '--colour'"],
  ['a key without a file', ['--log-key', 'k'], '--log-key signs what --out writes'],
])('npm run report refuses %s in one line', async (_what, args, message) => {
  const failed = await textOf(...args).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
  expect((failed as Error).message).not.toContain('\n');
});

describe('introspectionReport in the graph', () => {
  const query = `query ($format: ReportFormat!) { introspectionReport(format: $format, language: EN, client: "vss-benefits") { text signature command } }`;
  let logged: LoggedHub;
  beforeAll(async () => {
    logged = await startLoggedHub();
  });
  afterAll(() => logged.stop());

  test('is the report of the command, counted up to its own reading, and signed', async () => {
    await logged.hub.ask(`{ ${ofPerson('fullName')} }`, {}, askers.officer);
    const { data, errors } = await logged.hub.ask(query, { format: 'JSON' }, askers.auditor);
    expect(errors).toEqual([]);
    const { text, signature, command } = (data?.['introspectionReport'] ?? {}) as Readonly<
      Record<string, string>
    >;
    const report = JSON.parse(text ?? '') as Report;
    expect(command).toContain('--up-to g1=1');
    expect(report.coordinates.find(({ coordinate }) => coordinate === 'Citizen.fullName')?.shown).toBe(1);
    const published = createLocalJWKSet(await logged.publicKeys());
    expect(await verifyReport(text ?? '', signature ?? '', published)).toBe(true);
  });

  test('is for auditors, and null for a client that is none', async () => {
    const { data } = await logged.hub.ask(query, { format: 'CSV' }, { ...askers.officer, purpose: 'AU.OWN' });
    expect(data).toEqual({ introspectionReport: null });
    const unknown = query.replace('vss-benefits', 'nobody');
    expect((await logged.hub.ask(unknown, { format: 'HTML' }, askers.auditor)).data).toEqual({
      introspectionReport: null,
    });
  });
});
