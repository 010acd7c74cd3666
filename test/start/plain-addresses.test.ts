import { expect, test } from 'vitest';
import { plainAddresses } from '../../subgraphs/kit/settings/production-rules.ts';

const found = (value: string) => plainAddresses([{ name: 'Subgraph health', value }], []).length;

test.each([
  'http://health.invalid/graphql',
  ' http://health.invalid/graphql',
  'ftp://health.invalid/graphql',
  'ws://health.invalid/graphql',
  'mongodb://log.invalid/log',
])('production does not go to %s', (address) => {
  expect(found(address)).toBe(1);
});

test.each([
  'https://health.invalid/graphql',
  'http://127.0.0.1:4001/graphql',
  'mongodb://log.invalid/log?tls=true',
  'file:data/log.db',
  'data/log',
])('production goes to %s', (address) => {
  expect(found(address)).toBe(0);
});
