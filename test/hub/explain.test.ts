import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExplainOptions } from '../../gateway/cli/explain/explain-options.ts';
import { explain } from '../../gateway/cli/explain/explain.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { classificationOf } from '../../gateway/hub/classification.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';

const root = join(import.meta.dirname, '../..');
const policy = await loadPolicy();
const { clients } = await loadClients({ folder: join(root, 'gateway/clients'), vocabulary: policy });
const supergraph = await readFile(join(root, 'schema/supergraph.graphql'), 'utf8');
const classification = classificationOf(loadSupergraph(supergraph));

/** What the command prints, without a process around it. */
function printed(...args: readonly string[]): string {
  return explain(readExplainOptions(args, '2026-07-15'), policy, classification, clients);
}

/** Runs the command as `npm run explain -- …` does. */
function run(...args: readonly string[]) {
  const command = [join(root, 'gateway/cli/explain/explain-cli.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const officer = ['--as', 'VSS_CLAIM_OFFICER', '--purpose', 'SI.CLAIM.DECIDE'];
const diagnosis = ['--field', 'DischargePaper.icd10Code'];

describe('npm run explain', () => {
  test('says the verdict under each relation, by which rule and article, since when, and how to ask', () => {
    const { status, stdout, stderr } = run(...officer, ...diagnosis, '--as-of', '2026-07-15');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^DischargePaper\.icd10Code: DIAGNOSIS\n/);
    expect(stdout).toContain(
      'NONE, SELF, REPRESENTED, OWN_RECORD, DUTY: none (refused category DIAGNOSIS)\n',
    );
    expect(stdout).toContain('DIAGNOSIS: answer only, permitted by vss-claim-officer.si-claim-decide\n');
    expect(stdout).toMatch(/41\/2024\/QH15, art\. 48\(3\): .* \(in force from 2025-07-01\)\n/);
    expect(stdout).toMatch(/13\/2023.*from 2023-07-01 to 2025-12-31; NOT IN FORCE on that day; unverified: /);
    expect(stdout).toMatch(/missing REASON_REQUIRED: \w/);
  });

  test.each([
    ['a field that it does not know', ['--field', 'diagnosis'], /Near: .*SickLeaveCertificate\.diagnosis/],
    [
      'an option that it does not know',
      ['--colour'],
      /^Unknown option '--colour'. Usage: npm run explain -- /,
    ],
  ])('refuses %s in one line, with exit code 2', (_what, args, line) => {
    const { status, stdout, stderr } = run(...officer, ...diagnosis, ...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(line);
  });
});

test('explains one relation, with a reason, in Vietnamese', () => {
  const text = printed(...officer, ...diagnosis, '--relation', 'CASE', '--reason', '--lang', 'vi');
  expect(text).toContain('ngày 2026-07-15, có nêu lý do\n');
  expect(text).toContain('\nCASE: đầy đủ\n');
  expect(text).toContain('cho phép theo vss-claim-officer.si-claim-decide.with-reason\n');
  expect(text).toContain('Luật Bảo hiểm xã hội số 41/2024/QH15');
  expect(text).not.toContain('SELF');
});

test('explains what broken glass opens, as JSON in the shape of accessDecision', () => {
  const args = [...officer, '--field', 'DischargePaper.note', '--relation', 'CASE', '--format', 'json'];
  const closed = JSON.parse(printed(...args));
  expect(closed.outcomes[0].howToAsk).toMatchObject([{ code: 'BREAK_GLASS_POSSIBLE' }]);
  expect(JSON.parse(printed(...args, '--reason', '--break-glass'))).toMatchObject({
    coordinate: 'DischargePaper.note',
    breakGlass: true,
    classification: [{ category: 'CLINICAL' }],
    outcomes: [{ relation: { code: 'CASE' }, verdict: 'FULL', howToAsk: [] }],
  });
});

test('explains a request that states no purpose', () => {
  const text = printed('--as', 'CITIZEN', '--purpose', 'NONE', '--field', 'Citizen.fullName');
  expect(text).toContain('\nno purpose (NONE)\n');
  expect(text).toMatch(/missing PURPOSE_REQUIRED: .* \(hub-purpose\)\n/);
});

test('explains a persona by its role', () => {
  const asPersona = ['--as', 'vss-officer', '--purpose', 'SI.CLAIM.DECIDE', ...diagnosis];
  expect(printed(...asPersona)).toBe(printed(...officer, ...diagnosis));
});

test.each([
  ['may ask', 'vss-benefits', [], 'vss-benefits may ask so\n'],
  ['may not use the purpose', 'hub-audit', [], 'hub-audit is turned away: PURPOSE_NOT_ALLOWED: '],
  ['may not act in the role', 'hub-audit', [], 'hub-audit is turned away: ROLE_NOT_ALLOWED: '],
  ['is suspended', 'retired-his', [], 'retired-his is turned away: CLIENT_SUSPENDED: '],
  [
    'has no agreement in force',
    'vss-benefits',
    ['--as-of', '2030-01-01'],
    'vss-benefits is turned away: AGREEMENT_NOT_IN_FORCE: ',
  ],
])('says of a client whether it %s', (_what, client, args, line) => {
  expect(printed(...officer, ...diagnosis, '--client', client, ...args)).toContain(`\n${line}`);
});

test('explains a policy that forbids what another permits', () => {
  const text = printed(
    '--as',
    'AUDITOR',
    '--purpose',
    'AU.REVIEW',
    '--field',
    'Citizen.fullName',
    '--break-glass',
  );
  expect(text).toContain('none, forbidden by gate.break-glass-needs-reason\n');
});

test.each([
  ['an argument', 'Query.claimByNumber(number:)', 'IDENTIFIER'],
  ['an input field', 'RequestEmergencyAccessInput.reason', 'PUBLIC'],
  ['a field of an interface', 'Document.issuer', 'DOCUMENT'],
  ['a masked field', 'BenefitPayment.bankAccount', 'BANK (LAST4) + AMOUNT'],
  ['an answer', 'DischargePaper.hadSurgery', 'DIAGNOSIS (derived answer)'],
])('explains %s', (_what, field, label) => {
  const text = printed(...officer, '--field', field);
  expect(text.split('\n')[0]).toContain(`${field}: `);
  for (const category of label.split(' + ')) expect(text.split('\n')[0]).toContain(category);
});

test.each([
  ['a role', ['--as', 'VSS_CLAIM_OFFICR'], '--as VSS_CLAIM_OFFICR is not known. Near: VSS_CLAIM_OFFICER, '],
  ['a purpose', ['--purpose', 'SI.DECIDE'], '--purpose SI.DECIDE is not known. Near: SI.CLAIM.DECIDE, '],
  ['a field', ['--field', 'DischargePaper.icd10Cod'], 'Near: DischargePaper.icd10Code, '],
  ['a relation', ['--relation', 'CASES'], '--relation CASES is not known. Near: CASE, '],
  ['a client', ['--client', 'vss-benefit'], '--client vss-benefit is not known. Near: vss-benefits, '],
  ['a day', ['--as-of', '2026-02-30'], '--as-of 2026-02-30 is no day; write one like 2026-07-01.'],
  ['a language', ['--lang', 'fr'], '--lang must be vi or en.'],
  ['a format', ['--format', 'xml'], '--format must be text or json.'],
  ['a word too many', ['more'], "Unexpected argument 'more'. "],
  ['no field', ['--field', ''], '--field is missing. Usage: npm run explain -- '],
])('refuses %s that it does not know, with what comes near', (_what, args, line) => {
  expect(() => printed(...officer, ...diagnosis, ...args)).toThrow(line);
});
