import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import type { Effort } from './measure-rounds.ts';

/** What `npm run bench` was asked to do. */
export interface BenchOptions extends Effort {
  /** Just the comparisons whose name has this text in it. */
  readonly only: string;
  /** Folder for CPU profiles of the gateways; none are taken if left out. */
  readonly profile: string | undefined;
  /** Folder in which `@graphql-hive/gateway` is installed; it is not measured if left out. */
  readonly hive: string | undefined;
  /** Program of Hive Router; it is not measured if left out. */
  readonly router: string | undefined;
  /** File to which the picture is drawn; none is if left out. */
  readonly picture: string | undefined;
}

const usage =
  'Usage: npm run bench -- [--warm N] [--rounds N] [--requests N] [--connections N] [--only TEXT] [--profile FOLDER] [--hive FOLDER] [--router PROGRAM] [--picture FILE]';

/** @throws UsageError */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const values = readValues(args);
  return {
    warm: numberIn(values.warm, 30_000),
    rounds: numberIn(values.rounds, 50),
    requests: numberIn(values.requests, 5_000),
    connections: numberIn(values.connections, 100),
    only: values.only,
    profile: values.profile,
    hive: values.hive,
    router: values.router,
    picture: values.picture,
  };
}

function readValues(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    options: {
      warm: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string', default: '200' },
      connections: { type: 'string', default: '10' },
      only: { type: 'string', default: '' },
      profile: { type: 'string' },
      hive: { type: 'string' },
      router: { type: 'string' },
      picture: { type: 'string' },
    },
  }).values;
}

function numberIn(text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new UsageError(
    `${usage}, each N from 1: at most 30,000 to warm up, 50 rounds, 5,000 requests, 100 connections.`,
  );
}
