import { numberFromZero, readCommandLine, wholeNumber } from '../command-line.ts';
import { resolveClaims } from './resolve-claims.ts';

/**
 * The whole hub as five processes resolves claims of each kind, sent in through the gateway or lying in the store, some of its
 * processes killed meanwhile. `--decide` takes them on to the payment. Exit code 1 when one of them came to something else than
 * was worked out apart.
 */
const values = readCommandLine(
  'claims:resolve [-- --claims N --kills N --within SECONDS --through gateway|store --decide]',
  {
    claims: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '0' },
    within: { type: 'string', default: '3600' },
    through: { type: 'string', default: 'gateway' },
    decide: { type: 'boolean', default: false },
  },
  { claims: wholeNumber, kills: numberFromZero, within: wholeNumber, through: /^(gateway|store)$/ },
);
const claims = Number(values.claims);
const resolved = await resolveClaims({
  claims,
  kills: Number(values.kills),
  within: Number(values.within),
  throughGateway: values.through === 'gateway',
  decides: values.decide,
});
const { totals, wrong, cpu, seconds, kills: killed } = resolved;
for (const { kind, claims: count, amount, expected } of totals) {
  console.log(`${kind.padEnd(15)} ${count} claims, ${amount} đ, worked out apart ${expected} đ`);
}
const perClaim = (value: number) => (value / claims).toFixed(2);
for (const [part, used] of Object.entries(cpu)) {
  console.log(`${part.padEnd(15)} ${used.toFixed(1)} s CPU, ${perClaim(used * 1000)} ms a claim`);
}
console.log(
  `${claims} claims in ${seconds.toFixed(1)} s, ${(claims / seconds).toFixed(1)} a second; ` +
    `${perClaim(resolved.evidenceOperations)} evidence operations a claim; ${killed.resolving} kills before the ` +
    `decisions and ${killed.deciding} during decisions and payments, ${resolved.waited} waited meanwhile, ${resolved.waiting} wait, ${wrong.length} wrong.`,
);
for (const each of wrong.slice(0, 20)) console.log(`wrong: ${each}`);
if (wrong.length > 0) process.exitCode = 1;
