import { readCommandLine, wholeNumber } from '../command-line.ts';
import { resolveWorldClaims, type WorldClaim } from './world-claims.ts';

/**
 * `npm run claims:world -- [--population N --seed TEXT]`: the decided claims of a generated world, resolved anew by the
 * whole hub, beside what the world decided. Exit code 1 when one differs for no reason that is known.
 */
const values = readCommandLine(
  'claims:world [-- --population N --seed TEXT]',
  {
    population: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'lien-thong' },
  },
  { population: wholeNumber },
);
await run(Number(values.population), values.seed);

async function run(population: number, seed: string): Promise<void> {
  const resolved = await resolveWorldClaims(population, seed);
  const paid = ({ after }: WorldClaim) => after.assessment?.amount ?? 0;
  const decided = ({ before }: WorldClaim) => before.decision?.amount ?? 0;
  const sum = (of: readonly WorldClaim[], amount: (each: WorldClaim) => number) =>
    of.reduce((total, each) => total + amount(each), 0);
  const differ = resolved.filter((each) => paid(each) !== decided(each));
  const unknown = differ.filter(({ known }) => known === undefined);
  for (const [event, of] of Map.groupBy(resolved, ({ before }) => before.event)) {
    const same = of.filter((each) => !differ.includes(each));
    console.log(
      `${event.padEnd(25)} ${of.length} claims, ${same.length} equal: ${sum(same, paid)} đ, by the world ${sum(same, decided)} đ`,
    );
  }
  for (const [cause, of] of Map.groupBy(differ, ({ known }) => known ?? 'not known')) {
    console.log(`differ by ${cause}: ${of.length}`);
  }
  for (const { before, after } of unknown.slice(0, 20)) {
    const told = after.assessment?.reasons ?? after.evidence.map(({ state }) => state);
    console.log(
      `not known: ${before.event} ${before.id}: ${[...told, ...(after.assessment?.doubts ?? [])].join(' ')}`,
    );
  }
  console.log(
    `${resolved.length} claims, ${differ.length} differ, ${unknown.length} for no reason that is known.`,
  );
  if (unknown.length > 0) process.exitCode = 1;
}
