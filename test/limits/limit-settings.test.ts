import { expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

const args = ['--supergraph', 'a.graphql'];

test('every limit has its documented default', () => {
  expect(readGatewayOptions(args).limits).toEqual(defaultLimits);
});

test('each limit can be set, and none but that one changes', () => {
  const { limits } = readGatewayOptions(args, {
    LIENTHONG_LIMITS_OPERATION_COST: '500',
    LIENTHONG_LIMITS_SUBGRAPH_CIRCUIT_SHARE: '0.9',
  });
  const { operation, subgraph } = defaultLimits;
  expect(limits).toEqual({
    ...defaultLimits,
    operation: { ...operation, cost: 500 },
    subgraph: { ...subgraph, circuit: { ...subgraph.circuit, share: 0.9 } },
  });
});

test.each(['0', '-1', 'many'])('a limit of %s is refused at the start', (value) => {
  expect(() => readGatewayOptions(args, { LIENTHONG_LIMITS_TIME_REQUEST: value })).toThrow(/above 0/);
});
