import type { SubgraphSource } from './guarded-graph.ts';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n`;
const guards = '"@authenticated", "@requiresScopes", "@policy"';

/** What the four subgraphs of the base schema know. Every guarded value is a word that occurs nowhere else. */
const people = [
  {
    id: '1',
    fullName: 'An Public',
    nationalId: 'SECRET-NID-1',
    birthDate: '1990-01-01',
    religion: 'SECRET-RELIGION-1',
    spouse: '2',
  },
  {
    id: '2',
    fullName: 'Binh Public',
    nationalId: 'SECRET-NID-2',
    birthDate: '1991-02-02',
    religion: 'SECRET-RELIGION-2',
    spouse: '1',
  },
  {
    id: '3',
    fullName: 'Chi Public',
    nationalId: 'SECRET-NID-3',
    birthDate: '1992-03-03',
    religion: 'SECRET-RELIGION-3',
    spouse: null,
  },
];
const person = (id: string) => people.find((one) => one.id === id);

const population: SubgraphSource = {
  name: 'population',
  typeDefs: `${link(`"@key", "@shareable", ${guards}`)}
    type Query {
      citizen(id: ID!): Citizen
      citizens(first: Int, where: CitizenFilter, orderBy: CitizenOrder): [Citizen!]!
      noCitizens: [Citizen!]!
      me: Citizen @authenticated
      ping: String
    }
    type Mutation { correctName(id: ID!, name: String!): Citizen @requiresScopes(scopes: [["pop:write"]]) touch: String }
    input CitizenFilter { nameStartsWith: String }
    enum CitizenOrder { NAME }
    type Citizen @key(fields: "id") {
      id: ID!
      fullName: String
      nationalId: String @requiresScopes(scopes: [["pop:nid"]])
      birthDate: String! @requiresScopes(scopes: [["pop:birth"]])
      address: Address
      religion: String @policy(policies: [["sensitive"]])
      spouse: Citizen
      children: [Citizen!]
    }
    type Address @authenticated { line: String ward: String! }`,
  resolvers: {
    Query: {
      citizen: (_: unknown, { id }: { id: string }) => person(id),
      citizens: () => people,
      noCitizens: () => [],
      me: () => people[0],
      ping: () => 'pong',
    },
    Mutation: { correctName: (_: unknown, { id }: { id: string }) => person(id), touch: () => 'touched' },
    Citizen: {
      __resolveReference: ({ id }: { id: string }) => person(id),
      address: () => ({ line: 'SECRET-LINE', ward: 'SECRET-WARD' }),
      spouse: ({ spouse }: { spouse: string | null }): unknown => (spouse === null ? null : person(spouse)),
      children: () => [],
    },
  },
};

const health: SubgraphSource = {
  name: 'health',
  typeDefs: `${link(`"@key", "@external", "@requires", ${guards}`)}
    type Citizen @key(fields: "id") {
      id: ID!
      records: [HealthRecord!] @requiresScopes(scopes: [["health:read"]])
      bloodType: String! @authenticated
      birthDate: String! @external
      risk: Int @requires(fields: "birthDate") @requiresScopes(scopes: [["health:read", "pop:birth"]])
      genome: GenomeRef
    }
    type HealthRecord { code: String! note: String @requiresScopes(scopes: [["health:note"], ["health:admin", "break-glass"]]) }
    scalar GenomeRef @requiresScopes(scopes: [["genome"]])`,
  resolvers: {
    Citizen: {
      __resolveReference: (reference: object) => reference,
      records: () => [{ code: 'SECRET-CODE', note: 'SECRET-NOTE' }],
      bloodType: () => 'SECRET-BLOOD',
      risk: ({ birthDate }: { birthDate: string }) => birthDate.length,
      genome: () => 'SECRET-GENOME',
    },
  },
};

const justice: SubgraphSource = {
  name: 'justice',
  typeDefs: `${link(`"@key", ${guards}`)}
    type Query { events: [Event!]! party: Party parties: [Party] publicEvents: [PublicEvent!]! }
    type Citizen @key(fields: "id") { id: ID! cases: [Case!]! }
    union Party = Citizen | Organisation
    type Case { no: ID! parties: [Party!]! verdict: Verdict verdicts: [Verdict!] }
    enum Verdict @authenticated { SECRETVERDICT }
    type Organisation @authenticated { name: String }
    interface Event { id: ID! label: String }
    type PublicEvent implements Event { id: ID! label: String }
    type SealedEvent implements Event @requiresScopes(scopes: [["sealed"]]) { id: ID! label: String secret: String }`,
  resolvers: {
    Query: {
      events: () => [
        { __typename: 'PublicEvent', id: 'e1', label: 'open' },
        { __typename: 'SealedEvent', id: 'e2', label: 'SECRET-LABEL', secret: 'SECRET-EVENT' },
      ],
      publicEvents: () => [{ id: 'e1', label: 'open' }],
      party: () => ({ __typename: 'Citizen', id: '1' }),
      parties: () => [
        { __typename: 'Citizen', id: '1' },
        { __typename: 'Organisation', name: 'SECRET-ORGANISATION' },
      ],
    },
    Citizen: {
      __resolveReference: (reference: object) => reference,
      cases: () => [
        {
          no: 'c1',
          verdict: 'SECRETVERDICT',
          verdicts: ['SECRETVERDICT'],
          parties: [
            { __typename: 'Citizen', id: '1' },
            { __typename: 'Organisation', name: 'SECRET-ORGANISATION' },
          ],
        },
      ],
    },
  },
};

const vss: SubgraphSource = {
  name: 'vss',
  typeDefs: `${link(`"@key", ${guards}`)}
    type Citizen @key(fields: "id") {
      id: ID!
      bookNo: String @requiresScopes(scopes: [["vss:book"]])
      balance: Int @requiresScopes(scopes: [["vss:balance"]])
    }`,
  resolvers: {
    Citizen: {
      __resolveReference: (reference: object) => reference,
      bookNo: () => 'SECRET-BOOK',
      balance: () => 4_711_000,
    },
  },
};

/** Population, Health, Justice and social insurance with the standard guards on their fields. */
export const baseGraph: readonly SubgraphSource[] = [population, health, justice, vss];
