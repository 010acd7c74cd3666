import { expect, test } from 'vitest';
import { birthRegistrations, deathRegistrations, extracts } from '../../../subgraphs/justice/collections.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { askEntities } from '../ask-entities.ts';
import { openSubgraph } from '../execute.ts';
import { birth, death, extract } from './records.ts';

async function openDocuments() {
  const subgraph = await openSubgraph(justice);
  await subgraph.put(
    birthRegistrations,
    birth('b1', 'child', { version: 3, edition: 2, supersedes: 'b0', issuedOn: '2026-02-03' }),
  );
  await subgraph.put(deathRegistrations, death('d1', 'dead'));
  await subgraph.put(extracts, extract('bx', 'BIRTH_EXTRACT', 'b1'), extract('dx', 'DEATH_EXTRACT', 'd1'));
  return subgraph;
}

const header = '__typename id kind issuer { code } issuedOn status version supersedes signature { status }';
const document = {
  issuer: { code: '00001' },
  status: 'ISSUED',
  version: 1,
  supersedes: null,
  signature: { status: 'VALID' },
};

test.each([
  [
    'BirthRegistration',
    'b1',
    { kind: 'BIRTH_REGISTRATION', issuedOn: '2026-02-03', version: 2, supersedes: 'b0' },
  ],
  ['BirthExtract', 'bx', { kind: 'BIRTH_EXTRACT', issuedOn: '2026-04-01' }],
  ['DeathRegistration', 'd1', { kind: 'DEATH_REGISTRATION', issuedOn: '2026-03-20' }],
  ['DeathExtract', 'dx', { kind: 'DEATH_EXTRACT', issuedOn: '2026-04-01' }],
])('%s is found by reference, with what every document has', async (typename, id, own) => {
  const { entities } = await askEntities(await openDocuments(), typename, [id, 'unknown'], header);
  expect(entities).toEqual([{ __typename: typename, id, ...document, ...own }, null]);
});

test('a reference to a document of another kind is a reference to nothing', async () => {
  const subgraph = await openDocuments();
  for (const [typename, id] of [
    ['BirthExtract', 'dx'],
    ['DeathExtract', 'bx'],
    ['BirthRegistration', 'd1'],
    ['DeathRegistration', 'b1'],
  ] as const) {
    const { entities } = await askEntities(subgraph, typename, [id], 'id');
    expect(entities).toEqual([null]);
  }
});

test('a registration names its persons by reference and links to its extracts and back', async () => {
  const subgraph = await openDocuments();
  const births = await askEntities(
    subgraph,
    'BirthRegistration',
    ['b1'],
    `child { id } mother { citizen { id } fullName } father { fullName } source { agency version }
     extracts { nodes { id extractNumber registration { id } } }`,
  );
  expect(births.entities).toEqual([
    {
      child: { id: 'child' },
      mother: { citizen: { id: 'mother' }, fullName: 'Nguyễn Thị Ánh' },
      father: null,
      source: { agency: 'JUSTICE', version: 3 },
      extracts: { nodes: [{ id: 'bx', extractNumber: 'bx', registration: { id: 'b1' } }] },
    },
  ]);
  const deaths = await askEntities(
    subgraph,
    'DeathRegistration',
    ['d1'],
    'deceased { id } diedAt documentName extracts { nodes { id registration { id } } }',
  );
  expect(deaths.entities).toEqual([
    {
      deceased: { id: 'dead' },
      diedAt: '2026-03-10T05:00:00Z',
      documentName: 'Trích lục khai tử',
      extracts: { nodes: [{ id: 'dx', registration: { id: 'd1' } }] },
    },
  ]);
});

test.each([
  ['ORIGINAL', '2026-03-06', false],
  ['LATE', '2026-03-07', true],
  ['AGAIN', '2031-01-01', null],
] as const)(
  'a birth of 5 January is registered in time until 6 March: %s on %s',
  async (registrationKind, registeredOn, late) => {
    const subgraph = await openSubgraph(justice);
    await subgraph.put(birthRegistrations, birth('b1', 'child', { registrationKind, registeredOn }));
    const { entities } = await askEntities(subgraph, 'BirthRegistration', ['b1'], 'registeredLate');
    expect(entities).toEqual([{ registeredLate: late }]);
  },
);

test.each([
  // 23:30 of 9 March and 00:30 of 10 March in Vietnam.
  ['2026-03-09T16:30:00Z', '2026-03-24', false],
  ['2026-03-09T16:30:00Z', '2026-03-25', true],
  ['2026-03-09T17:30:00Z', '2026-03-25', false],
  ['2026-03-09T17:30:00Z', '2026-03-26', true],
] as const)(
  'a death is registered in time for fifteen days: died at %s, registered on %s',
  async (diedAt, registeredOn, late) => {
    const subgraph = await openSubgraph(justice);
    await subgraph.put(deathRegistrations, death('d1', 'dead', { diedAt, registeredOn }));
    const { entities } = await askEntities(subgraph, 'DeathRegistration', ['d1'], 'registeredLate');
    expect(entities).toEqual([{ registeredLate: late }]);
  },
);
