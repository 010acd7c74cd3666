import { expect, test } from 'vitest';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { certificate, nothingFound, openDesk, sickWeek, submitted, withPaper } from './open-desk.ts';

const type = 'SickLeaveCertificate';
const withdrawn = (id: string) => ({ document: { type, id }, replaces: id }) as const;

/** A claim that was granted on a paper which was withdrawn since: it waits for another one. */
async function openedAgain() {
  const desk = await openDesk({ decidesPlainCases: true });
  desk.found = withPaper;
  const id = await submitted(desk, sickWeek);
  expect(await resolveClaim(id, desk)).toMatchObject({ state: 'DECIDED' });
  desk.found = nothingFound;
  await onEvent(withdrawn('paper-1'), desk);
  desk.passSeconds(60);
  const stored = () => desk.collections.claims.get(id);
  expect(await stored()).toMatchObject({ state: 'ADJUSTED', nextStep: { kind: 'WAIT' } });
  const arrive = async () => {
    desk.found = { ...withPaper, papers: [certificate({ id: 'paper-2' })] };
    await onEvent({ document: { type, id: 'paper-2' } }, desk);
  };
  return { desk, stored, arrive };
}

test('a granted claim that waits for another paper is looked at when that arrives', async () => {
  const { stored, arrive } = await openedAgain();
  await arrive();
  expect(await stored()).toMatchObject({ state: 'ADJUSTED', assessment: { papers: [{ id: 'paper-2' }] } });
  expect(await stored()).not.toHaveProperty('nextStep');
});

test('what it was assessed on anew is not decided once that is withdrawn as well', async () => {
  const { desk, stored, arrive } = await openedAgain();
  await arrive();
  desk.found = nothingFound;
  await onEvent(withdrawn('paper-2'), desk);
  expect(await stored()).toMatchObject({ state: 'ADJUSTED', nextStep: { kind: 'WAIT' } });
});
