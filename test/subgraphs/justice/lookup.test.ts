import { beforeEach, describe, expect, test } from 'vitest';
import {
  announcedEvents,
  birthRegistrations,
  deathRegistrations,
} from '../../../subgraphs/justice/collections.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { caller, officerOn } from '../access/caller.ts';
import { askEntities } from '../ask-entities.ts';
import { openSubgraph, type OpenSubgraph } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { announcement, birth, death } from './records.ts';

let subgraph: OpenSubgraph;
beforeEach(async () => {
  subgraph = await openSubgraph(justice);
});

const match = (id: string) => ({ outcome: 'MATCH', registration: { id } });
const notYet = { outcome: 'NOT_YET_REGISTERED', registration: null };
const notFound = { outcome: 'NOT_FOUND', registration: null };

const answer = '{ outcome registration { id } }';

async function ofCitizen(field: 'birth' | 'death', id: string) {
  const { entities } = await askEntities(subgraph, 'Citizen', [id], `answer: ${field} ${answer}`);
  return (entities[0] as { answer: unknown }).answer;
}

async function ofNotice(event: 'birth' | 'death', notice: string) {
  const { data } = await subgraph.run(
    `{ answer: ${event}ByMedicalNotice(code: "code-${notice}") ${answer} }`,
  );
  const typename = event === 'birth' ? 'MedicalBirthNotice' : 'MedicalDeathNotice';
  const { entities } = await askEntities(
    subgraph,
    typename,
    [`id-${notice}`],
    `answer: registration ${answer}`,
  );
  // The code that people know and the id that the graph knows must lead to the same answer.
  expect((data as { answer: unknown }).answer).toEqual((entities[0] as { answer: unknown }).answer);
  return (entities[0] as { answer: unknown }).answer;
}

describe('a birth', () => {
  test('is found when registered, by the child and by the notice', async () => {
    await subgraph.put(birthRegistrations, birth('b1', 'child'), birth('b2', 'other'));
    await subgraph.put(
      announcedEvents,
      announcement('BIRTH', 'n1', { subjectId: 'child', registrationId: 'b1' }),
    );
    expect(await ofCitizen('birth', 'child')).toEqual(match('b1'));
    expect(await ofNotice('birth', 'n1')).toEqual(match('b1'));
  });

  test('is found by its notice also where its entry does not name it', async () => {
    await subgraph.put(birthRegistrations, birth('b1', 'child'), birth('b2', 'other'));
    await subgraph.put(announcedEvents, announcement('BIRTH', 'n1', { subjectId: 'child' }));
    expect(await ofNotice('birth', 'n1')).toEqual(match('b1'));
  });

  test('is not yet registered while just its notice is known', async () => {
    await subgraph.put(announcedEvents, announcement('BIRTH', 'n1', { subjectId: 'child' }));
    expect(await ofCitizen('birth', 'child')).toEqual(notYet);
    expect(await ofNotice('birth', 'n1')).toEqual(notYet);
  });

  test('is not found when neither is known', async () => {
    expect(await ofCitizen('birth', 'child')).toEqual(notFound);
    expect(await ofNotice('birth', 'n1')).toEqual(notFound);
  });

  test('is not taken for the death of the same person, nor its notice for a death notice', async () => {
    await subgraph.put(announcedEvents, announcement('BIRTH', 'n1', { subjectId: 'child' }));
    expect(await ofCitizen('death', 'child')).toEqual(notFound);
    expect(await ofNotice('death', 'n1')).toEqual(notFound);
  });

  test('is what its corrected version says, from whatever version one comes', async () => {
    await subgraph.put(
      birthRegistrations,
      birth('b1', 'child', { status: 'SUPERSEDED' }),
      birth('b2', 'child', { edition: 2, supersedes: 'b1', issuedOn: '2026-03-01' }),
      birth('b3', 'child', { edition: 3, status: 'WITHDRAWN', issuedOn: '2026-04-01' }),
    );
    await subgraph.put(
      announcedEvents,
      announcement('BIRTH', 'n1', { subjectId: 'child', registrationId: 'b1' }),
    );
    expect(await ofCitizen('birth', 'child')).toEqual(match('b2'));
    expect(await ofNotice('birth', 'n1')).toEqual(match('b2'));
  });

  test('is what the latest edition of its registration says, where two are in force', async () => {
    await subgraph.put(
      birthRegistrations,
      birth('b1', 'child', { issuedOn: '2026-03-01', edition: 2 }),
      birth('b0', 'child', { issuedOn: '2026-03-01', edition: 3 }),
      birth('b2', 'child', { issuedOn: '2026-03-01', edition: 1 }),
    );
    expect(await ofCitizen('birth', 'child')).toEqual(match('b0'));
  });

  test('is not found again once its registration was withdrawn', async () => {
    await subgraph.put(birthRegistrations, birth('b1', 'child', { status: 'WITHDRAWN' }));
    await subgraph.put(
      announcedEvents,
      announcement('BIRTH', 'n1', { subjectId: 'child', registrationId: 'b1' }),
    );
    expect(await ofCitizen('birth', 'child')).toEqual(notFound);
    expect(await ofNotice('birth', 'n1')).toEqual(notFound);
  });
});

test('a death is found, not yet registered or not found', async () => {
  await subgraph.put(deathRegistrations, death('d1', 'registered'));
  await subgraph.put(
    announcedEvents,
    announcement('DEATH', 'n1', { subjectId: 'registered', registrationId: 'd1' }),
    announcement('DEATH', 'n2', { subjectId: 'announced' }),
  );
  expect(await ofCitizen('death', 'registered')).toEqual(match('d1'));
  expect(await ofNotice('death', 'n1')).toEqual(match('d1'));
  expect(await ofCitizen('death', 'announced')).toEqual(notYet);
  expect(await ofNotice('death', 'n2')).toEqual(notYet);
  expect(await ofCitizen('death', 'alive')).toEqual(notFound);
  expect(await ofNotice('death', 'n3')).toEqual(notFound);
});

describe('the questions about a fact', () => {
  const ask = async (id: string, field: string, access?: AccessContext) => {
    const { entities } = await askEntities(subgraph, 'Citizen', [id], `answer: ${field}`, access);
    return (entities[0] as { answer: unknown }).answer;
  };

  test('tell a registered parent from another, and both from not knowing', async () => {
    await subgraph.put(
      birthRegistrations,
      birth('b0', 'child', { status: 'SUPERSEDED', parentIds: ['mother', 'presumed'] }),
      birth('b1', 'child', { edition: 2, issuedOn: '2026-02-02', parentIds: ['mother', 'father'] }),
    );
    await subgraph.put(announcedEvents, announcement('BIRTH', 'n1', { subjectId: 'newborn' }));
    const isParent = (id: string, child: string, access?: AccessContext) =>
      ask(id, `isRegisteredParentOf(child: "${child}")`, access);
    expect(await isParent('mother', 'child')).toBe('MATCH');
    expect(await isParent('father', 'child')).toBe('MATCH');
    expect(await isParent('presumed', 'child')).toBe('MISMATCH');
    const onDuty = caller({ role: 'JUSTICE_REGISTRAR' });
    expect(await isParent('mother', 'newborn', onDuty)).toBe('NOT_YET_REGISTERED');
    expect(await isParent('mother', 'nobody', onDuty)).toBe('NOT_FOUND');
    expect(await isParent('mother', 'newborn', officerOn('newborn'))).toBe('NOT_YET_REGISTERED');
    // Whoever has no relation to the child is not told whether its birth is registered, announced or unknown.
    for (const child of ['newborn', 'nobody']) {
      expect(await isParent('mother', child, officerOn('mother'))).toBe('MISMATCH');
      expect(await isParent('mother', child)).toBe('MISMATCH');
    }
  });

  test('tell a death by a day, which is the day in Vietnam', async () => {
    await subgraph.put(
      deathRegistrations,
      death('d1', 'dead', { diedAt: '2026-03-09T17:30:00Z', registeredOn: '2026-03-12' }),
    );
    await subgraph.put(announcedEvents, announcement('DEATH', 'n1', { subjectId: 'announced' }));
    const isDead = (id: string, by: string) => ask(id, `isRegisteredDead(by: "${by}")`);
    expect(await isDead('dead', '2026-03-10')).toBe('MATCH');
    expect(await isDead('dead', '2026-03-09')).toBe('MISMATCH');
    expect(await isDead('announced', '2026-03-10')).toBe('NOT_YET_REGISTERED');
    expect(await isDead('alive', '2026-03-10')).toBe('NOT_FOUND');
    expect(await ask('dead', 'diedOn')).toBe('2026-03-10');
    expect(await ask('announced', 'diedOn')).toBeNull();
  });

  test('tell the cause of a death as the entry in force has it', async () => {
    await subgraph.put(
      deathRegistrations,
      death('d0', 'dead', { status: 'SUPERSEDED', causeOfDeath: 'Chưa rõ' }),
      death('d1', 'dead', { edition: 2, issuedOn: '2026-04-02', causeOfDeath: 'Tuổi già' }),
    );
    expect(await ask('dead', 'registeredCauseOfDeath')).toBe('Tuổi già');
    expect(await ask('alive', 'registeredCauseOfDeath')).toBeNull();
  });
});

test('a registration is found by its id, of its own register only', async () => {
  await subgraph.put(birthRegistrations, birth('b1', 'child'));
  await subgraph.put(deathRegistrations, death('d1', 'dead'));
  const found = await subgraph.run(
    '{ birthRegistration(id: "b1") { id } deathRegistration(id: "b1") { id } }',
  );
  expect(at(found)).toEqual({ birthRegistration: { id: 'b1' }, deathRegistration: null });
});
