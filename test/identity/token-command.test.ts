import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answerTokenCommand } from '../../gateway/cli/token-command.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { admitCaller } from '../../gateway/identity/admit-caller.ts';
import { developmentPersonas } from '../../gateway/identity/development/personas.ts';
import { trustDevelopmentIssuer } from '../../gateway/identity/development/development-issuer.ts';
import { createTokenVerifier } from '../../gateway/identity/token-verifier.ts';
import { ask, startLocal } from '../http/start-local.ts';

const command = fileURLToPath(new URL('../../gateway/cli/token-cli.ts', import.meta.url));

async function run(file: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(file, args, { env });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code: code as unknown };
}

function token(args: readonly string[], env: Record<string, string> = {}) {
  return run(process.execPath, [command, ...args], env);
}

/** What the shell would give to curl, which need not be installed here. */
async function wordsOfShell(line: string): Promise<readonly string[]> {
  const { out } = await run('/bin/sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${line}`]);
  return out.trimEnd().split('\n');
}

describe('npm run token', () => {
  test('prints a token that a hub accepts, and a curl line that works as it stands', async () => {
    const server = await startLocal({
      admit: admitCaller(createTokenVerifier(trustDevelopmentIssuer())),
    });
    const { port } = new URL(server.url);
    const args = ['--as', 'vss-officer', '--case', 'BHXH-2026-000123', '--minutes', '5'];
    const { out, err, code } = await token(args, { PORT: port });
    expect({ code, lines: out.split('\n').length }).toEqual({ code: 0, lines: 2 });
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(err).toContain(`-H 'authorization: Bearer ${out.trim()}'`);
    expect(err).toContain("-H 'hub-purpose: SI.CLAIM.DECIDE' -H 'hub-case: BHXH-2026-000123'");
    const words = await wordsOfShell(err);
    const headers = words.filter((_, index) => words[index - 1] === '-H').map((line) => line.split(': ', 2));
    const answer = await ask(words.find((word) => word.startsWith('http')) ?? '', {
      method: 'POST',
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: words.at(-1) ?? '',
    });
    await server.stop();
    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  test('lists whom one can be, and how, where no script would take it for a token', async () => {
    const { out, err, code } = await token([]);
    expect([out, code]).toEqual(['', 2]);
    for (const [name, { about }] of Object.entries(developmentPersonas))
      expect(err).toMatch(new RegExp(`^  ${name} +${about}$`, 'm'));
  });

  test.each([
    ['nobody', ['--minutes', '5'], '--as is missing; npm run token lists whom you can be. Usage:'],
    ['an unknown persona', ['--as', 'king'], '--as king is nobody; npm run token lists whom you can be.'],
    ['a property of every object', ['--as', 'toString'], '--as toString is nobody;'],
    ['an unknown option', ['--as', 'citizen', '--role', 'x'], "Unknown option '--role'. Usage:"],
    [
      'a life that is none',
      ['--as', 'citizen', '--minutes', '0'],
      '--minutes must be a whole number from 1 to 1440.',
    ],
    [
      'a longer life',
      ['--as', 'citizen', '--minutes', '1441'],
      '--minutes must be a whole number from 1 to 1440.',
    ],
    [
      'a purpose with a quote',
      ['--as', 'citizen', '--purpose', "A'B"],
      '--purpose has a form that no purpose has.',
    ],
    [
      'a case with a space',
      ['--as', 'citizen', '--case', 'my secret'],
      '--case has a form that no case has.',
    ],
    [
      'a citizen with a quote',
      ['--as', 'citizen', '--citizen', "x'y"],
      '--citizen has a form that no citizen has.',
    ],
  ])('%s is refused in one line', async (_, args, message) => {
    const refused = await Promise.try(answerTokenCommand, args, {}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(String(refused)).toContain(message);
    expect(String(refused)).not.toMatch(/secret|\n/);
  });

  test('is refused in production, and ends with 2', async () => {
    const { out, err, code } = await token(['--as', 'auditor'], { NODE_ENV: 'production' });
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toMatch(/^[^\n]*production trusts a real issuer[^\n]*\n$/);
  });
});
