import { readFile } from 'node:fs/promises';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { leaves, people, recordClaimPeople } from '../scenario/claim-people.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';

/** A hub in which each user of the console has something to see. */
export interface PeopledHub {
  readonly url: string;
  /** The mother of a newborn, who may act for the child. */
  readonly mother: string;
  /** Number of a claim that waits for a decision. */
  readonly claim: string;
  /** Signs a head over the log, so that there are receipts. */
  seal(): Promise<void>;
  stop(): Promise<void>;
}

/** The text of a registered operation. */
const operationText = (name: string) =>
  readFile(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');

/** Starts it, as in production: what clients have not registered is refused. */
export async function startPeopledHub(): Promise<PeopledHub> {
  const log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
  const hub = await startTestHub(100, 'scenario', { log, registeredOnly: true });
  await recordClaimPeople(hub.stores);
  const submit = await operationText('vss-portal/submit-claim');
  for (const [claimant, leave] of [
    [people.sick, { scheme: 'SICKNESS', ...leaves.sick }],
    [people.mother, { scheme: 'MATERNITY', ...leaves.mother }],
  ] as const) {
    const input = {
      claimant,
      idempotencyKey: `key-${claimant}`,
      weeklyRest: ['SATURDAY', 'SUNDAY'],
      ...leave,
    };
    await hub.ask(submit, { input }, { persona: 'citizen', citizen: claimant, purpose: 'SI.CLAIM.SUBMIT' });
  }
  await askRights(hub);
  const store = await hub.stores.vss.collection(claims);
  const [claim] = await store.find({ index: 'byClaimant', equals: [people.sick], limit: 1 });
  return {
    url: hub.hub.url,
    mother: hub.citizenOf('newMother'),
    claim: claim?.number ?? '',
    seal: () => log.seal(),
    async stop() {
      await hub.stop();
      await log.close();
    },
  };
}

/** Two requests of a citizen that wait at the desk of an office. */
async function askRights(hub: HubUnderTest): Promise<void> {
  const exercise = await operationText('vss-portal/exercise-right');
  for (const text of [
    'Số sổ của tôi bị ghi sai một chữ số.',
    'Quá trình đóng của tôi còn thiếu một tháng.',
  ]) {
    const input = { kind: 'CORRECT', coordinate: 'InsuredPerson.siNumber', office: people.office, text };
    await hub.ask(exercise, { input }, { persona: 'citizen', citizen: people.sick, purpose: 'DS.RIGHTS' });
  }
}
