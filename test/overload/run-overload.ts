import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { neutralQuestions } from '../bench/neutral/neutral-questions.ts';
import { neutralSchemas } from '../bench/neutral/neutral-subgraphs.ts';
import type { Usage } from '../bench/measured-process.ts';
import { pinThisProcess, runMeasured, type MeasuredProcess } from '../bench/run-measured.ts';
import { describeFigures, type Used } from './describe-figures.ts';
import { sendAtRate, sendInTurn, type Stream } from './send-at-rate.ts';

// npm run overload: ten times the load that a gateway can carry, on this machine; about a minute.

/** Heavy: it keeps the gateway busy, and the sender not. */
const query = neutralQuestions['neutral, big'];

/** With so many waiting callers a gateway does all that it can, and nobody is sent away. */
const callers = 16;

const peakSeconds = 6;
const mebibyte = 1024 * 1024;

/** The load is sent on one core; gateway and subgraphs have the other, so that who sends slows down nobody who answers. */
pinThisProcess(1);
const behind = await runMeasured<Readonly<Record<string, string>>>('neutral-subgraphs', {}, { core: 0 });
const gateway = await runMeasured<{ readonly url: string }>(
  'overload-gateway',
  { supergraphSdl: composeLibrary(behind.ready) },
  { core: 0 },
);
try {
  await run(gateway);
} finally {
  await gateway.stop();
  await behind.stop();
}

async function run({ ready: { url }, usage }: MeasuredProcess<{ readonly url: string }>): Promise<void> {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const stream = (client: string, perSecond: number): Stream => ({
    headers: { 'content-type': 'application/json', authorization: client },
    body: JSON.stringify({ query }),
    perSecond,
  });
  const look = async () => ({ gateway: await usage(), agencies: await behind.usage(), sender: ownCpu() });
  const measure = async (name: string, streams: readonly Stream[], seconds: number) => {
    const before = await look();
    const figures = await sendAtRate(url, streams, seconds);
    const used = difference(before, await look());
    print(describeFigures(name, figures, seconds, used));
    return figures;
  };
  await sendInTurn(url, stream('a', 0), callers, 4);
  const before = await look();
  const peak = Math.round(await sendInTurn(url, stream('a', 0), callers, peakSeconds));
  const used = difference(before, await look());
  const each = (1_000 * (used.gateway + used.agencies)) / (peak * peakSeconds);
  print(`peak: ${peak} answers a second, each ${each.toFixed(2)} ms of CPU of gateway and agencies\n`);
  const tenfold = await measure('ten times the peak, ten clients', clients(stream, peak), 12);
  await measure('right after it: half of the peak', [stream('a', peak / 2)], 4);
  const greedy = await measure(
    'one client sends ten times the peak, one a fifth of it',
    [stream('greedy', 10 * peak), stream('modest', peak / 5)],
    12,
  );
  const goodput = tenfold.reduce((sum, { answered }) => sum + answered, 0) / 12;
  const modest = greedy[1];
  print(`goodput at ten times the peak: ${percent(goodput / peak)} of the peak`);
  print(
    `the modest client beside the greedy one: ${percent((modest?.answered ?? 0) / (modest?.sent ?? 1))} answered`,
  );
}

function clients(stream: (client: string, perSecond: number) => Stream, peak: number): readonly Stream[] {
  return Array.from({ length: 10 }, (_, at) => stream(`client ${at}`, peak));
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

function composeLibrary(urls: Readonly<Record<string, string>>): string {
  const services = Object.entries(neutralSchemas).map(([name, sdl]) => ({
    name,
    url: urls[name] ?? '',
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
