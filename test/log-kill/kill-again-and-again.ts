import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { withRoutingUrls } from '../../gateway/federation/routing-urls.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { AgenciesReady, AgenciesSetup, WorldPeople } from '../bench/hub/hub-setup.ts';
import { runMeasured } from '../bench/run-measured.ts';
import { checkKept, type KeptLog } from './check-kept.ts';
import { killUnderLoad, type KillQuestion } from './kill-gateway.ts';
import { openPlace, type LogPlaceName } from './log-place.ts';

/** How often a gateway is killed, and where its log is. */
export interface KillRun {
  readonly place: LogPlaceName;
  readonly times: number;
  /** Is told of each kill. */
  readonly onKill?: (kills: number, arrived: number) => void;
}

/** What is left after the last kill. */
export interface KilledLog extends KeptLog {
  readonly arrived: number;
}

const supergraph = new URL('../../schema/supergraph.graphql', import.meta.url);

/**
 * Kills a real gateway over four agencies again and again while it answers, each time another moment, and starts it again
 * over the same log; then checks the log and its index.
 */
export async function killAgainAndAgain({ place, times, onKill }: KillRun): Promise<KilledLog> {
  const folder = await mkdtemp(join(tmpdir(), 'log-kill-'));
  const { privateKey, publicKeys } = await makeContextKey(['--out', join(folder, 'keys')]);
  const setup: AgenciesSetup = {
    protection: 'on',
    keys: JSON.parse(await readFile(publicKeys, 'utf8')),
  };
  const agencies = await runMeasured<AgenciesReady>('agencies', setup, { core: 1 });
  const { log, stop } = await openPlace(place, folder);
  try {
    const { urls, people } = agencies.ready;
    const served = join(folder, 'supergraph.graphql');
    await writeFile(served, withRoutingUrls(await readFile(supergraph, 'utf8'), urls));
    const reached = ['--supergraph', served, '--port', '0', '--context-key', privateKey];
    const kept = ['--log', log, '--log-key', privateKey, '--gateway-name', 'g1'];
    const args = [...reached, '--development-issuer', ...kept];
    const arrived: string[] = [];
    for (let life = 0; life < times; life++) {
      const answers = 1 + Math.floor(Math.random() * 40);
      const questions = questionsAbout(people);
      arrived.push(
        ...(await killUnderLoad({ args, questions, answers, connections: 6, name: `life-${life}` })),
      );
      onKill?.(life + 1, arrived.length);
    }
    const index = await openStore({ uri: place === 'files' ? `file:${join(log, 'g1', 'index.db')}` : log });
    const checked = await checkKept(log, index, arrived);
    await index.close();
    return { ...checked, arrived: arrived.length };
  } finally {
    await agencies.stop();
    await stop();
    await rm(folder, { recursive: true });
  }
}

/** Answers, answers with refusals in them, whole refusals at the door, and reading the log, which has the index catch up. */
function questionsAbout({ mother, claim, citizens }: WorldPeople): readonly KillQuestion[] {
  const own = { persona: 'citizen', citizen: mother } as const;
  const officer = { persona: 'vss-officer', organisation: claim.office, case: claim.number } as const;
  const stranger = citizens.find((id) => id !== mother);
  const person = 'query ($id: ID!) { citizen(id: $id) { fullName birthDate insurance { siNumber } } }';
  return [
    { query: person, variables: { id: mother }, asker: own },
    { query: person, variables: { id: stranger }, asker: own },
    {
      query: '{ me { accessLog(first: 3) { nodes { day outcome } } } }',
      variables: {},
      asker: own,
    },
    { query: person, variables: { id: mother }, asker: { ...own, purpose: 'AU.REVIEW' } },
    {
      query: 'query ($id: ID!) { claim(id: $id) { number claimant { fullName } } }',
      variables: { id: claim.id },
      asker: officer,
    },
  ];
}
