import { parseArgs } from 'node:util';
import { resolveClaims } from './resolve-claims.ts';

/**
 * `npm run claims:resolve -- [--claims N] [--kills N] [--within SECONDS]`: the whole hub as five processes resolves claims, some
 * of its processes killed meanwhile. Exit code 1 when one of them came to something else than was worked out apart.
 */
const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '0' },
    within: { type: 'string', default: '3600' },
  },
});
const numbers = [values.claims, values.kills, values.within];
if (numbers.every((text) => /^\d{1,6}$/.test(text))) {
  const [claims = 0, kills = 0, within = 0] = numbers.map(Number);
  const { totals, wrong, ...result } = await resolveClaims({ claims, kills, within });
  for (const { kind, claims: count, amount, expected } of totals) {
    console.log(`${kind.padEnd(8)} ${count} claims, ${amount} đ, worked out apart ${expected} đ`);
  }
  console.log(
    `${claims} claims in ${result.seconds.toFixed(1)} s, ${(claims / result.seconds).toFixed(1)} a second; ` +
      `${result.kills} kills, ${result.waited} waited meanwhile, ${result.waiting} wait, ${wrong.length} wrong.`,
  );
  if (wrong.length > 0) process.exitCode = 1;
} else {
  console.error('Give whole numbers: --claims N, --kills N, --within SECONDS.');
  process.exitCode = 2;
}
