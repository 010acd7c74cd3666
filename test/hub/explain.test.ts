import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Runs the command as `npm run explain -- …` does. */
function run(...args: readonly string[]) {
  const command = [join(root, 'gateway/cli/explain-cli.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const officer = ['--as', 'VSS_CLAIM_OFFICER', '--purpose', 'SI.CLAIM.DECIDE', '--as-of', '2026-07-15'];
const diagnosis = ['--field', 'DischargePaper.icd10Code'];

describe('npm run explain', { timeout: 30_000 }, () => {
  test('says the verdict under each relation, by which rule and article, since when, and how to ask', () => {
    const { status, stdout, stderr } = run(...officer, ...diagnosis);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^DischargePaper\.icd10Code: DIAGNOSIS\n/);
    expect(stdout).toContain(
      'NONE, SELF, REPRESENTED, OWN_RECORD, DUTY: none (refused category DIAGNOSIS)\n',
    );
    expect(stdout).toContain('DIAGNOSIS: answer only, permitted by vss-claim-officer.si-claim-decide\n');
    expect(stdout).toMatch(/41\/2024\/QH15, art\. 48\(3\): .* \(in force from 2025-07-01\)\n/);
    expect(stdout).toMatch(
      /13\/2023.*in force from 2023-07-01 to 2025-12-31; NOT IN FORCE on that day; unverified: /,
    );
    expect(stdout).toMatch(/missing REASON_REQUIRED: \w/);
  });

  test('asks as one relation, with a reason, in Vietnamese', () => {
    const { status, stdout } = run(
      ...officer,
      ...diagnosis,
      '--relation',
      'CASE',
      '--reason',
      '--lang',
      'vi',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('ngày 2026-07-15, có nêu lý do\n');
    expect(stdout).toContain('\nCASE: đầy đủ\n');
    expect(stdout).toContain('cho phép theo vss-claim-officer.si-claim-decide.with-reason\n');
    expect(stdout).toContain('Luật Bảo hiểm xã hội số 41/2024/QH15');
    expect(stdout).not.toContain('SELF');
  });

  test('tells what broken glass opens, as JSON in the shape of accessDecision', () => {
    const args = ['--field', 'DischargePaper.note', '--relation', 'CASE', '--format', 'json'];
    const closed = JSON.parse(run(...officer, ...args).stdout);
    expect(closed.outcomes[0].howToAsk).toMatchObject([{ code: 'BREAK_GLASS_POSSIBLE' }]);
    const open = JSON.parse(run(...officer, ...args, '--reason', '--break-glass').stdout);
    expect(open).toMatchObject({
      coordinate: 'DischargePaper.note',
      breakGlass: true,
      classification: [{ category: 'CLINICAL' }],
      outcomes: [{ relation: { code: 'CASE' }, verdict: 'FULL', howToAsk: [] }],
    });
  });

  test.each(['Query.claimByNumber(number:)', 'RequestEmergencyAccessInput.reason', 'Document.issuer'])(
    'explains %s',
    (field) => {
      const { status, stdout } = run(...officer, '--field', field);
      expect(status).toBe(0);
      expect(stdout.startsWith(`${field}: `)).toBe(true);
    },
  );

  test.each([
    ['a role', ['--as', 'VSS_CLAIM_OFFICR'], '--as VSS_CLAIM_OFFICR is not known. Near: VSS_CLAIM_OFFICER, '],
    ['a purpose', ['--purpose', 'SI.DECIDE'], '--purpose SI.DECIDE is not known. Near: SI.CLAIM.DECIDE, '],
    [
      'a field',
      ['--field', 'diagnosis'],
      /^--field diagnosis is not known\. Near: .*SickLeaveCertificate\.diagnosis/,
    ],
    ['a relation', ['--relation', 'CASES'], '--relation CASES is not known. Near: CASE, '],
    ['a day', ['--as-of', '2026-02-30'], '--as-of 2026-02-30 is no day; '],
    ['a language', ['--lang', 'fr'], '--lang must be vi or en.'],
    ['a format', ['--format', 'xml'], '--format must be text or json.'],
    ['an option', ['--colour'], "Unknown option '--colour'. Usage: npm run explain -- "],
    ['a word too many', ['more'], "Unexpected argument 'more'. "],
    ['an empty field', ['--field', ''], '--field is missing. Usage: npm run explain -- '],
  ])('refuses %s that it does not know in one line, with what comes near', (_what, args, line) => {
    const { status, stdout, stderr } = run(...officer, ...diagnosis, ...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\n$/);
    if (typeof line === 'string') expect(stderr.startsWith(line)).toBe(true);
    else expect(stderr).toMatch(line);
  });
});
