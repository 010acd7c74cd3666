import { OperationTypeNode } from 'graphql';
import { expect, test } from 'vitest';
import type { Answered } from '../../gateway/federation/answer-operation.ts';
import type { RequestContext } from '../../gateway/http/request-context.ts';
import { createHoldBack } from '../../gateway/quota/hold-back.ts';

const told: string[] = [];
const holdBack = createHoldBack({
  volume: { count: () => Promise.reject(new Error('nobody counts')) },
  clients: () => new Map(),
  alarm: (line) => told.push(line),
});

function answered(kind: Answered['kind']): Answered {
  return { kind, result: { data: { citizen: null } }, disclosures: [], denials: [] } as unknown as Answered;
}

const context = {
  caller: { authenticated: true },
  facts: { client: 'a', actor: 'b', citizen: 'c' },
  requestId: 'r-1',
} as unknown as RequestContext;

test('while people cannot be counted no question is answered, and what was changed is', async () => {
  expect(await holdBack(answered(OperationTypeNode.QUERY), context)).toMatchObject({
    extensions: { code: 'OVERLOADED', http: { headers: new Map([['retry-after', '1']]) } },
  });
  expect(await holdBack(answered(OperationTypeNode.MUTATION), context)).toBeUndefined();
  const line = 'Volume: the people of an answer could not be counted (request r-1).';
  expect(told).toEqual([line, line]);
});
