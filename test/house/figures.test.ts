import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { hubContextMaxAge } from '../../schema/hub-context.ts';
import { closeGrace, workGrace } from '../../subgraphs/kit/close-within.ts';
import { stopPatience, usualPatience } from '../../subgraphs/kit/metrics/collector-exporter.ts';
import { clockSkew } from '../../subgraphs/kit/trust/context-verifier.ts';
import { longestAgencyStop, longestStop } from '../deploy/longest-stop.ts';

const words: Readonly<Record<string, number>> = { five: 5, ten: 10 };

/** What a page promises in seconds, and what the code does. */
test.each<[string, RegExp, number]>([
  ['SECURITY.md', /within (\w+) seconds, once/, hubContextMaxAge],
  ['SECURITY.md', /clocks may\s+differ by (\w+),/, clockSkew],
  ['SECURITY.md', /one is good for (\w+) at most/, hubContextMaxAge + 2 * clockSkew],
  ['docs/operation.md', /finishes those under way within (\w+) seconds/, closeGrace / 1_000],
  ['docs/operation.md', /what it does by itself within (\w+)\s/, workGrace / 1_000],
  ['docs/operation.md', /A collector has (\w+) seconds for what it is sent/, usualPatience / 1_000],
  ['docs/operation.md', /and (\w+) when a process stops/, stopPatience / 1_000],
  ['deploy/README.md', /within `limits\.time\.drain` and\s+(\w+) seconds/, longestStop(0) / 1_000],
  ['deploy/README.md', /an agency within (\w+)/, longestAgencyStop / 1_000],
  [
    'deploy/systemd/lien-thong-gateway.service',
    /`limits\.time\.drain` \((\w+) s\)/,
    defaultLimits.time.drain / 1_000,
  ],
])('%s says %s as the code has it', (file, says, seconds) => {
  const [, told = ''] = says.exec(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) ?? [];
  expect(words[told] ?? Number(told)).toBe(seconds);
});
