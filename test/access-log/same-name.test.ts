import { afterAll, beforeAll, expect, test } from 'vitest';
import { developmentPersonas } from '../../gateway/identity/development/personas.ts';
import { askers, ofPerson } from '../access/hub/known-hub.ts';
import { entryAt } from '../log/entries.ts';
import { rowsIn, startLoggedHub, type LoggedHub } from './logged-hub.ts';

const { officer } = askers;

let logged: LoggedHub;
beforeAll(async () => {
  logged = await startLoggedHub();
});
afterAll(() => logged.stop());

const rows = '{ accessLog(first: 100) { nodes { actor system { code } details { case } } } }';

test('an officer who has the same name at another client reads nothing of what this one did', async () => {
  await logged.hub.ask(`{ ${ofPerson('fullName')} }`, {}, officer);
  const own = { ...officer, purpose: 'AU.OWN' };
  const before = rowsIn((await logged.hub.ask(rows, {}, own)).data, 'accessLog');
  const actor = String(before[0]?.['actor']);
  const { caller, ...entry } = entryAt(Temporal.Now.instant().toString(), 'elsewhere');
  await logged.append({
    ...entry,
    caller: { ...caller, client: 'civil-registry', actor, case: 'KS-2026-1' },
  });
  const after = rowsIn((await logged.hub.ask(rows, {}, own)).data, 'accessLog');
  expect(after.length).toBeGreaterThan(before.length);
  expect(new Set(after.map((row) => JSON.stringify([row['actor'], row['system']])))).toEqual(
    new Set([JSON.stringify([actor, { code: developmentPersonas['vss-officer'].client }])]),
  );
});
