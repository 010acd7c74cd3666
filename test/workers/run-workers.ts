import { readdir, readFile } from 'node:fs/promises';
import { Pool } from 'undici';
import { readCommandLine, wholeNumbers } from '../command-line.ts';
import { headersOf } from '../scenario/running-hub.ts';
import { gatewayQuery, openToChange } from './open-to-change.ts';

// npm run workers [-- --workers N,N…]: what a request costs, and how many are answered, by a gateway of so many processes. Who asks is on
// the same cores, so that the CPU of a request tells more than how many there were.

const values = readCommandLine(
  'workers [-- --workers N,N…]',
  { workers: { type: 'string', default: '1,2' } },
  { workers: wholeNumbers },
);
/** Seconds before it counts, and while it does. */
const [warmUp, counted] = [10, 15];
const callers = 32;

for (const workers of values.workers.split(',').map(Number)) {
  const { gateway, stop } = await openToChange(workers, {});
  try {
    const headers = { 'content-type': 'application/json', ...(await headersOf({ persona: 'auditor' })) };
    const pool = new Pool(new URL(gateway.url).origin, { connections: callers });
    const ask = async () => {
      const body = JSON.stringify({ query: gatewayQuery });
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200 || !text.includes('"policyVersion":"'))
        throw new Error('A request was not answered.');
    };
    await askFor(warmUp, ask);
    const [before, own] = [await cpuOfTree(gateway.child.pid ?? 0), process.cpuUsage()];
    const answered = await askFor(counted, ask);
    const [used, asking] = [sub(await cpuOfTree(gateway.child.pid ?? 0), before), process.cpuUsage(own)];
    const seconds = [...used.values()].reduce((sum, each) => sum + each, 0);
    const shares = [...used.values()].map((each) => `${((100 * each) / counted).toFixed(0)} %`).join(', ');
    console.log(
      `${workers} workers: ${(answered / counted).toFixed(0)} answers a second, ${((1_000 * seconds) / answered).toFixed(2)} ms of CPU each; ` +
        `processes of the gateway at ${shares} of a core, who asks at ${((asking.user + asking.system) / 1e4 / counted).toFixed(0)} %`,
    );
    await pool.close();
  } finally {
    await stop();
  }
}

/** @returns how many were answered */
async function askFor(seconds: number, ask: () => Promise<void>): Promise<number> {
  const end = performance.now() + 1_000 * seconds;
  let answered = 0;
  const call = async () => {
    for (; performance.now() < end; answered += 1) await ask();
  };
  await Promise.all(Array.from({ length: callers }, call));
  return answered;
}

/** Seconds of CPU of a process and of those that it started. */
async function cpuOfTree(root: number): Promise<ReadonlyMap<number, number>> {
  const seconds = new Map<number, number>();
  const ids = (await readdir('/proc')).map(Number).filter((id) => id > 0);
  for (const id of ids.toSorted((a, b) => a - b)) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    // After the name, which may hold anything: state, parent, …, user time, system time, in hundredths of a second.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]];
    if (id === root || seconds.has(parent)) seconds.set(id, (user + system) / 100);
  }
  return seconds;
}

function sub(
  after: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  return new Map([...after].map(([id, seconds]) => [id, seconds - (before.get(id) ?? 0)]));
}
