import { randomBytes } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { findFirstClaim } from '../../../start/first-claim.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { HubCall } from '../../../schema/hub-context.ts';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { startSubgraph } from '../../../subgraphs/kit/start-subgraph.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.ts';
import { createContextSessions } from '../../../subgraphs/kit/trust/context-sessions.ts';
import {
  createContextVerifier,
  type ContextVerifier,
} from '../../../subgraphs/kit/trust/context-verifier.ts';
import { citizens, type CitizenRecord } from '../../../subgraphs/population/collections.ts';
import { fullNameOf } from '../../../subgraphs/population/particulars.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';
import { claims } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { defaultDay, generateWorld } from '../../world/generate-world.ts';
import { loadWorld } from '../../world/load-world.ts';
import { tellStories } from '../../world/stories.ts';
import type { WorldStores } from '../../world/world-record.ts';
import {
  contextIssuer,
  type AgenciesReady,
  type AgenciesSetup,
  type Stated,
  type WorldPeople,
} from '../hub/hub-setup.ts';
import { serveMeasured } from '../measured-process.ts';

const world = { seed: 'bench', population: 500, asOf: defaultDay };

serveMeasured(async ({ protection, keys }: AgenciesSetup): Promise<AgenciesReady> => {
  const open = () => openStore({ uri: 'memory:' });
  const stores = {
    health: await open(),
    justice: await open(),
    population: await open(),
    vss: await open(),
  };
  await loadWorld(stores, world);
  const policy = await loadPolicy();
  const keySet = createLocalJWKSet(keys);
  const start = async <Sources extends object>(subgraph: Subgraph<Sources>, store: Store) => {
    const sessions = createContextSessions();
    const trust = { keys: keySet, issuers: [contextIssuer], audience: subgraph.name, sessions };
    const { url } = await startSubgraph(subgraph, {
      store,
      policy,
      sessions,
      verifyContext: protection === 'on' ? createContextVerifier(trust) : believeAnybody,
      cursorKey: randomBytes(32),
      host: '127.0.0.1',
      port: 0,
      ...(protection === 'off' && { enforcement: 'off for measurement' }),
    });
    return url;
  };
  const urls = {
    health: await start(health, stores.health),
    justice: await start(justice, stores.justice),
    population: await start(population, stores.population),
    vss: await start(vss, stores.vss),
  };
  return { urls, people: await peopleIn(stores) };
});

/** Stands for a verifier where nothing is protected. */
const believeAnybody: ContextVerifier = async () => nobody;

const nobody: HubCall = { iss: contextIssuer, aud: 'bench', requestId: 'bench' };

async function peopleIn(stores: WorldStores): Promise<WorldPeople> {
  const mother =
    tellStories(world.seed, world.asOf).find(({ name }) => name === 'newMother')?.citizenId ?? '';
  const { id, number } = await findFirstClaim(stores.vss, mother);
  const claim = await (await stores.vss.collection(claims)).get(id);
  const known = await stores.population.collection(citizens);
  const ids = firstCitizens(100);
  const records = await known.getMany(ids);
  return {
    mother,
    claim: { id, number, office: claim?.office ?? '' },
    citizens: ids,
    stated: ids.flatMap((each) => particularsOf(records.get(each))),
  };
}

/** What somebody states who shows a card. */
function particularsOf(record: CitizenRecord | undefined): readonly Stated[] {
  const card = record?.identifiers.find(
    ({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'VALID',
  );
  if (!record || !card) return [];
  const { birthDate, gender } = record;
  const base = { identifierKind: card.kind, identifier: card.value, fullName: fullNameOf(record), gender };
  return [{ ...base, ...(birthDate !== undefined && { birthDate }) }];
}

function firstCitizens(count: number): readonly string[] {
  const ids: string[] = [];
  for (const records of generateWorld(world)) {
    for (const { collection, doc } of records) if (collection === 'citizens') ids.push(doc.id);
    if (ids.length >= count) break;
  }
  return ids.slice(0, count);
}
