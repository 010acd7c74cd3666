import { describe, expect, test } from 'vitest';
import { Asker } from '../../gateway/trust/asker.ts';
import { callTarget } from '../../schema/call-target.ts';
import { hubContextHeader } from '../../schema/hub-context.ts';
import { asked, forge, openSession } from './open-session.ts';
import { servePopulation } from './serve-population.ts';

const { key, subgraph } = await servePopulation();

const json = 'application/json';
/** A question of relations and a question of GraphQL in one: what it means depends on where it is sent. */
const ambiguous = JSON.stringify({ ...(JSON.parse(asked) as object), role: 'AUDITOR' });

/** The status with which a call is answered that comes there, as that. */
async function statusAt(endpoint: string, contentType: string, context: string): Promise<number> {
  const { status } = await fetch(new URL(endpoint, subgraph.url), {
    method: 'POST',
    headers: { 'content-type': contentType, [hubContextHeader]: context },
    body: ambiguous,
  });
  return status;
}

type Prove = (target: string) => Promise<string>;
const proofs: [string, Prove][] = [
  [
    'a signature',
    async (target) => {
      const call = { subgraph: 'population', body: ambiguous, asker: new Asker('r'), target };
      return key.sign(call)[hubContextHeader] ?? '';
    },
  ],
  [
    'the code of a session',
    async (target) => forge(await openSession(subgraph.url, key), {}, { sent: ambiguous, target }),
  ],
];

describe.each(proofs)('a call with %s', (_what, prove) => {
  test.each(['graphql', 'relations', 'bearers'])(
    'for /%s is good there and nowhere else',
    async (endpoint) => {
      for (const other of ['graphql', 'relations', 'bearers', 'session'].filter(
        (each) => each !== endpoint,
      )) {
        expect(await statusAt(other, json, await prove(callTarget(endpoint)))).toBe(401);
      }
      expect(await statusAt(endpoint, json, await prove(callTarget(endpoint)))).not.toBe(401);
    },
  );

  test.each(['application/x-www-form-urlencoded', `${json}; charset=utf-16`, `${json} `])(
    'for JSON is not good for "%s"',
    async (contentType) => {
      const context = await prove(callTarget('graphql'));
      const status = await statusAt('graphql', contentType, context);
      // What HTTP itself drops, such as a blank at the end, changes nothing.
      expect(status).toBe(contentType.trim() === json ? 200 : 401);
    },
  );
});

test('a gateway that is one version older says nothing of the address, and its signed calls are good', async () => {
  expect(await statusAt('graphql', json, await key.forge(ambiguous))).toBe(200);
});
