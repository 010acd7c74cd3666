import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  developmentIssuer,
  developmentKey,
  issueDevelopmentToken,
  trustDevelopmentIssuer,
} from '../../gateway/identity/development/development-issuer.ts';
import {
  defaultWorld,
  developmentPersonas,
  type PersonaName,
} from '../../gateway/identity/development/personas.ts';
import { refuseDevelopmentKeys } from '../../gateway/identity/development/refuse-development-keys.ts';
import { admitClient } from '../../gateway/identity/clients/admit-client.ts';
import type { ClientRegister } from '../../gateway/identity/clients/client.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { admitRequest, type AdmissionRules } from '../../gateway/identity/request/admit-request.ts';
import { createTokenVerifier } from '../../gateway/identity/token-verifier.ts';
import { defaultDay, generateWorld } from '../world/generate-world.ts';
import { tellStories } from '../world/stories.ts';
import { readHubSettings } from '../../start/hub-settings.ts';
import { clientsFolder, readRegisters } from './registers.ts';
import { refusalOf } from './request-maker.ts';
import { createTestIssuer } from './token-maker.ts';

const names = Object.keys(developmentPersonas) as PersonaName[];
const verify = createTokenVerifier(trustDevelopmentIssuer());
let rules: AdmissionRules;
let register: ClientRegister;
let roles: ReadonlySet<string>;

beforeAll(async () => {
  const vocabulary = await readRegisters();
  roles = new Set(vocabulary.roles.keys());
  const { clients } = await loadClients({
    folder: clientsFolder,
    vocabulary,
    everyIssuer: [developmentIssuer],
  });
  register = clients;
  rules = { purposes: vocabulary.purposes, registeredOnly: false };
});

async function admitPersona(persona: PersonaName) {
  const { claims = expect.unreachable() } = await verify(
    await issueDevelopmentToken({ persona, minutes: 5 }),
  );
  const headers = { 'hub-purpose': [developmentPersonas[persona].purpose] };
  const client = admitClient(claims, register, defaultDay);
  return admitRequest(rules, { claims, client, headers, graphql: { query: '{ __typename }' } }, defaultDay);
}

describe('a persona', () => {
  test('is there for every column of the matrix', () => {
    const played = new Set(Object.values(developmentPersonas).map(({ role }) => role));
    expect([...roles].filter((role) => !played.has(role))).toEqual([]);
  });

  test.each(names.filter((name) => name !== 'suspended-clerk'))(
    '%s is admitted for what it asks',
    async (name) => {
      const { role, purpose, client, organisation, citizen } = developmentPersonas[name];
      expect((await admitPersona(name)).access).toMatchObject({
        actor: `dev-${name}`,
        role,
        purpose,
        client,
        assuranceTooLow: false,
        ...(organisation !== undefined && { organisation }),
        ...(citizen !== undefined && { citizen }),
      });
    },
  );

  test('suspended-clerk is refused, as its client is', async () => {
    const admitted = await admitPersona('suspended-clerk').catch((error: unknown) => error);
    expect(
      refusalOf(() => {
        throw admitted;
      }),
    ).toMatchObject({ code: 'CLIENT_SUSPENDED' });
  });

  test('may be another citizen, or of another organisation', async () => {
    const token = await issueDevelopmentToken({
      persona: 'vss-officer',
      citizen: 'abc',
      organisation: 'BHXH-79',
      minutes: 5,
    });
    expect((await verify(token)).claims).toMatchObject({ citizen: 'abc', organisation: 'BHXH-79' });
  });

  test('has a token that ends when it is told to', async () => {
    const { iat = 0, exp } = decodeJwt(await issueDevelopmentToken({ persona: 'auditor', minutes: 7 }));
    expect(exp).toBe(iat + 7 * 60);
  });
});

test('the personas know the world that npm start makes', () => {
  const { seed, population } = readHubSettings([], {});
  const about = (name: string) =>
    tellStories(seed, defaultDay).find((story) => story.name === name)?.citizenId;
  const [mother, orphan] = [about('newMother'), about('orphan')];
  const world = new Set<string>();
  for (const records of generateWorld({ seed, population, asOf: defaultDay })) {
    for (const { collection, doc } of records) {
      const fields = doc as unknown as Readonly<Record<string, unknown>>;
      const issuer = (fields['issuer'] as { code: string } | undefined)?.code;
      if (fields['kind'] === 'GUARDIAN' && fields['citizenId'] === orphan)
        world.add(`guardian ${String(fields['relativeId'])}`);
      if (collection === 'claims' && fields['claimantId'] === mother)
        world.add(`office ${String(fields['office'])}`);
      if (fields['kind'] === 'MEDICAL_BIRTH_NOTICE' && fields['citizenId'] === mother)
        world.add(`hospital ${issuer}`);
      if (fields['kind'] === 'MEDICAL_ASSESSMENT_RECORD') world.add(`council ${issuer}`);
      if (collection === 'birthRegistrations' && JSON.stringify(doc).includes(String(mother)))
        world.add(`registry ${issuer}`);
      if (collection === 'insuredPersons' && fields['id'] === mother)
        world.add(`employer ${String(fields['employerId'])}`);
    }
  }
  world.add(`mother ${mother}`);
  expect(Object.entries(defaultWorld).filter(([what, code]) => !world.has(`${what} ${code}`))).toEqual([]);
});

describe('a production start', () => {
  test('refuses the development issuer, by its name', async () => {
    const refused = refuseDevelopmentKeys([trustDevelopmentIssuer()], []);
    await expect(refused).rejects.toThrow('cannot be trusted in production');
  });

  test('refuses the development key under any name', async () => {
    const { trust } = await createTestIssuer();
    const renamed = { ...developmentKey, kid: 'very-serious-key', use: undefined };
    const refused = refuseDevelopmentKeys([trust], [{ keys: [renamed] }]);
    await expect(refused).rejects.toThrow('cannot be trusted in production');
  });

  test('accepts a real issuer', async () => {
    const issuer = await createTestIssuer();
    const trusted = await refuseDevelopmentKeys([issuer.trust], [{ keys: [issuer.publicKey] }]);
    expect(await createTokenVerifier(trusted)(await issuer.token())).toMatchObject({ authenticated: true });
  });
});
