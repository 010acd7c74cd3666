import { readCommandLine } from '../command-line.ts';
import type { Usage } from '../bench/measured-process.ts';
import { pinThisProcess } from '../bench/run-measured.ts';
import { describeFigures, type Used } from './describe-figures.ts';
import { openHub, openNeutral, type Target } from './overload-targets.ts';
import { sendAtRate, sendInTurn, type Stream, type StreamFigures } from './send-at-rate.ts';

// npm run overload [-- --hub]: ten times the load that a gateway can carry, on this machine; about a minute.

/** With so many waiting callers a gateway does all that it can, and nobody is sent away. */
const callers = 16;

/** Seconds of each measurement. */
const [warmUp, atPeak, overloaded, after] = [4, 6, 12, 4];
const mebibyte = 1024 * 1024;

const { hub } = readCommandLine('overload [-- --hub]', { hub: { type: 'boolean', default: false } });
/** The load is sent on one core; the gateway has the other, so that who sends slows down nobody who answers. */
pinThisProcess(1);
const target = await (hub ? openHub() : openNeutral());
try {
  await run(target);
} finally {
  await target.stop();
}

async function run({ url, gateway, agencies, requestOf, hasClients }: Target): Promise<void> {
  const stream = (client: string, perSecond: number): Stream => ({ ...requestOf(client), perSecond });
  const look = async () => ({ gateway: await gateway(), agencies: await agencies(), sender: ownCpu() });
  const measure = async (name: string, streams: readonly Stream[], seconds: number, isShared = false) => {
    const before = await look();
    const figures = await sendAtRate(url, streams, { seconds, isShared });
    const used = difference(before, await look());
    print(describeFigures(name, figures, seconds, used));
    return { figures, used };
  };
  await sendInTurn(url, requestOf('a'), callers, warmUp);
  const before = await look();
  const peak = Math.round(await sendInTurn(url, requestOf('a'), callers, atPeak));
  const used = difference(before, await look());
  const cost = (seconds: number) => `${((1_000 * seconds) / (peak * atPeak)).toFixed(2)} ms`;
  print(
    `peak: ${peak} answers a second, each ${cost(used.gateway)} of CPU of the gateway and ${cost(used.agencies)} of the agencies\n`,
  );
  const clients = Array.from({ length: 10 }, (_, at) => stream(`client ${at}`, peak));
  const tell = (what: string, { figures, used: now }: Measured) => {
    const answered = figures.reduce((sum, one) => sum + one.answered, 0);
    const each = (answered * cpu(used)) / (peak * atPeak * cpu(now));
    print(
      `goodput ${what}: ${percent(answered / overloaded / peak)} of the peak; for a second of CPU of gateway and agencies ${percent(each)} of what it was there\n`,
    );
  };
  tell('at ten times the peak', await measure('ten times the peak, ten clients', clients, overloaded));
  await measure('right after it: half of the peak', [stream('a', peak / 2)], after);
  if (!hasClients) return;
  const greedy = [stream('greedy', 10 * peak), stream('modest', peak / 5)];
  const tellModest = (where: string, { figures: [, modest] }: Measured) =>
    print(
      `the modest client beside the greedy one${where}: ${percent((modest?.answered ?? 0) / (modest?.wanted ?? 1))} answered\n`,
    );
  const unequal = 'one client sends ten times the peak, one a fifth of it';
  tellModest('', await measure(unequal, greedy, overloaded));
  const [proxied, both] = [
    'the same ten clients over the same connections',
    'these two over the same connections',
  ];
  tell('at ten times the peak behind one proxy', await measure(proxied, clients, overloaded, true));
  tellModest(', both behind one proxy', await measure(both, greedy, overloaded, true));
}

interface Measured {
  readonly figures: readonly StreamFigures[];
  readonly used: Used;
}

function cpu({ gateway, agencies }: Used): number {
  return gateway + agencies;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

interface Looked {
  readonly gateway: Usage;
  readonly agencies: Usage;
  readonly sender: number;
}

function difference(before: Looked, after: Looked): Used {
  return {
    gateway: after.gateway.cpu - before.gateway.cpu,
    agencies: after.agencies.cpu - before.agencies.cpu,
    sender: after.sender - before.sender,
    memory: after.gateway.memory / mebibyte,
  };
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
