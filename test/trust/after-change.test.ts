import { expect, test } from 'vitest';
import { SchemaRefusal } from '../../gateway/federation/fetching/schema-refusal.ts';
import { SubgraphFault } from '../../gateway/federation/fetching/subgraph-fault.ts';
import { WithheldReply } from '../../gateway/federation/fetching/withheld-reply.ts';
import { afterChange } from '../../gateway/trust/after-change.ts';

const access = { disclosures: [], denials: [] };
const refusal = (body: string) => new SchemaRefusal('army', Buffer.from(body));
const telling = (sdl: unknown) => refusal(JSON.stringify({ extensions: { sdl } }));

/** What becomes of a fault, and what was learnt by it. */
function after(fault: SubgraphFault) {
  const learnt: unknown[] = [];
  const told = afterChange(
    fault,
    { access: { coordinates: new Map() } as never },
    {
      learn: (subgraph, sdl) => {
        learnt.push([subgraph, sdl]);
        return sdl === 'loose' ? 'less strictly' : undefined;
      },
      doubt: (subgraph) => void learnt.push([subgraph]),
    },
  );
  return { told, learnt };
}

test('a schema that is told is learnt, and the change may be tried again', () => {
  const fault = telling('strict');
  expect(after(fault)).toEqual({ told: fault, learnt: [['army', 'strict']] });
  expect(fault.code).toBe('SUBGRAPH_UNAVAILABLE');
});

test('where it is less strict another try does not help, and the client is told so', () => {
  const { told } = after(telling('loose'));
  expect([told.code, told.reason]).toEqual(['SUBGRAPH_ERROR', 'less strictly']);
});

test.each([
  ['an agency that does not tell it', refusal('no JSON')],
  ['an agency that tells no text', telling(7)],
  ['an answer that may not be used', new WithheldReply('army', 'another', access)],
])('after %s the schema is asked for anew', (_what, fault) => {
  expect(after(fault)).toEqual({ told: fault, learnt: [['army']] });
});

test('what says nothing of schemas has nothing asked anew', () => {
  const fault = new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'army', 'too many calls under way');
  expect(after(fault)).toEqual({ told: fault, learnt: [] });
});
