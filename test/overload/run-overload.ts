import { readCommandLine } from '../command-line.ts';
import type { Usage } from '../bench/measured-process.ts';
import { pinThisProcess } from '../bench/run-measured.ts';
import { describeFigures, type Used } from './describe-figures.ts';
import { describeGoodput, describeModest, type Measured } from './describe-goodput.ts';
import { openProxy, proxies } from './open-proxy.ts';
import { openHub, openNeutral, type Target } from './overload-targets.ts';
import { sendAtRate, sendInTurn, type Stream } from './send-at-rate.ts';

// npm run overload [-- --hub] [--proxy nginx|haproxy]: ten times the load that a gateway can carry, on this machine; some two minutes.

/** With so many waiting callers a gateway does all that it can, and nobody is sent away. */
const callers = 16;

/** Seconds of each measurement. */
const [warmUp, atPeak, overloaded, after] = [8, 5, 8, 4];
/** How often the peak and the overload take turns: how fast a machine is changes from one moment to the next. */
const rounds = 3;
const mebibyte = 1024 * 1024;

const usage = 'overload [-- --hub] [--proxy nginx|haproxy]';
const { hub, proxy: named } = readCommandLine(
  usage,
  { hub: { type: 'boolean', default: false }, proxy: { type: 'string' } },
  { proxy: /^(nginx|haproxy)$/ },
);
const proxy = proxies.find((one) => one === named);
/** The load is sent on one core; the gateway has the other, so that who sends slows down nobody who answers. A proxy is with who sends. */
pinThisProcess(1);
const target = await (hub ? openHub() : openNeutral());
const front = proxy && (await openProxy(proxy, target.url));
try {
  await run(front?.url ?? target.url, target);
} finally {
  await front?.stop();
  await target.stop();
}

async function run(url: string, { gateway, agencies, requestOf, hasClients }: Target): Promise<void> {
  const stream = (client: string, perSecond: number): Stream => ({ ...requestOf(client), perSecond });
  const look = async () => ({ gateway: await gateway(), agencies: await agencies(), sender: ownCpu() });
  const measure = async (name: string, streams: readonly Stream[], seconds: number, isShared = false) => {
    const before = await look();
    const figures = await sendAtRate(url, streams, { seconds, isShared });
    const used = difference(before, await look());
    print(describeFigures(name, figures, seconds, used));
    return {
      answered: figures.reduce((sum, one) => sum + one.answered, 0) / seconds,
      seconds,
      used,
      figures,
    };
  };
  const measurePeak = async () => {
    const before = await look();
    const answered = await sendInTurn(url, requestOf('a'), callers, atPeak);
    const peak = { answered, seconds: atPeak, used: difference(before, await look()) };
    const cost = (seconds: number) => `${((1_000 * seconds) / (answered * atPeak)).toFixed(2)} ms`;
    print(
      `peak: ${Math.round(answered)} answers a second, each ${cost(peak.used.gateway)} of CPU of the gateway and ${cost(peak.used.agencies)} of the agencies\n`,
    );
    return peak;
  };
  /** Overloads in turn with the peak, before and after each. @returns the last peak, answers a second */
  const compare = async (what: string, isShared: boolean, turns: number) => {
    const peaks = [await measurePeak()];
    const loads: Measured[] = [];
    for (let round = 0; round < turns; round++) {
      const each = peaks[round]?.answered ?? 0;
      const clients = Array.from({ length: 10 }, (_, at) => stream(`client ${at}`, each));
      loads.push(await measure(`ten times the peak, ten clients${what}`, clients, overloaded, isShared));
      await rest();
      peaks.push(await measurePeak());
    }
    print(describeGoodput(what, peaks, loads));
    return peaks[turns]?.answered ?? 0;
  };
  await sendInTurn(url, requestOf('a'), callers, warmUp);
  const peak = await compare('', false, rounds);
  await measure('half of the peak', [stream('a', peak / 2)], after);
  if (!hasClients) return;
  const greedy = [stream('greedy', 10 * peak), stream('modest', peak / 5)];
  const unequal = 'one client sends ten times the peak, one a fifth of it';
  print(describeModest('', await measure(unequal, greedy, overloaded)));
  if (proxy) return;
  const unbounded = ' behind one proxy that bounds nothing';
  await compare(unbounded, true, 1);
  print(describeModest(unbounded, await measure(unequal + unbounded, greedy, overloaded, true)));
}

/** Until what was under way at the end of an overload is over, with what held it. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_500));
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
