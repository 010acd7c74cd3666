import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { printContract, type ContractSources } from '../../gateway/cli/contract-command.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';

let sources: ContractSources;
beforeAll(async () => {
  const policy = await loadPolicy();
  const folder = fileURLToPath(new URL('../../gateway/clients', import.meta.url));
  const { clients } = await loadClients({ folder, vocabulary: policy });
  const sdl = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  sources = { policy, clients, graph: loadSupergraph(sdl), today: '2026-11-23' };
});

/** The fields of a type in a client's contract; none for a type that is not there. */
function fieldsOf(type: string, args: readonly string[]): readonly string[] {
  const found = buildSchema(printContract(args, sources)).getType(type);
  return found && 'getFields' in found ? Object.keys(found.getFields()) : [];
}

describe('the contract of a client', () => {
  test('holds no illness for an employer, and no word of it anywhere', () => {
    const contract = printContract(['employer-portal'], sources);
    expect(contract).not.toMatch(/diagnosis:|icd10Code|treatmentMethod|causeOfDeath|gestationWeeks/);
    expect(fieldsOf('SickLeaveCertificate', ['employer-portal'])).toContain('leaveFrom');
  });

  test('is a schema in which every description of a personal field tells category, purpose and basis', () => {
    const contract = printContract(['vss-benefits', '--purpose', 'SI.CLAIM.DECIDE'], sources);
    expect(contract).toMatch(
      /Data: IDENTIFIER \(mask LAST4\)\. Purposes: SI\.CLAIM\.DECIDE\. Basis: [^\n]*Law on Social Insurance/,
    );
  });

  test('is narrower for one purpose than for all of them', () => {
    const all = fieldsOf('BenefitPayment', ['vss-benefits']);
    const toDecide = fieldsOf('BenefitPayment', ['vss-benefits', '--purpose', 'SI.CLAIM.DECIDE']);
    expect(all).toContain('bankCode');
    expect(toDecide).not.toContain('bankCode');
  });

  test('is that of the day: before its basis was in force the portal was granted nothing personal', () => {
    const before = fieldsOf('Claim', ['national-portal', '--as-of', '2026-06-30']);
    expect(before).not.toContain('state');
    expect(fieldsOf('Claim', ['national-portal', '--as-of', '2026-07-01'])).toContain('state');
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['no client', [], /^Name one client\. Usage: /],
  ['an unknown client', ['nobody'], /^nobody is no client; there are .*vss-benefits/],
  ['a purpose of others', ['vss-benefits', '--purpose', 'AU.REVIEW'], /^AU\.REVIEW is no purpose of/],
  ['a day that is none', ['vss-benefits', '--as-of', '2026-02-30'], /^--as-of must be a day/],
  ['an unknown option', ['vss-benefits', '--all'], /^Unknown option '--all'\. Usage: /],
])('%s is answered with what to do', (_what, args, message) => {
  const print = () => printContract(args, sources);
  expect(print).toThrow(UsageError);
  expect(print).toThrow(message);
});
