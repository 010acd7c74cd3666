import type { TestSubgraph } from './serve-subgraph.ts';
import { link } from './start-graph.ts';

/** What there is. One server could answer everything from it; the subgraphs below each answer a part. */
const people = [
  { __typename: 'Citizen', id: '1', name: 'An', born: 1990, income: 5, spouse: '2', papers: ['a', 'b'] },
  { __typename: 'Citizen', id: '2', name: 'Bình', born: 1988, income: 0, spouse: '1', papers: [] },
  { __typename: 'Citizen', id: '3', name: '', born: 2020, income: 9, spouse: null, papers: ['c'] },
] as const;
const papers = [
  { __typename: 'Discharge', id: 'a', title: 'Giấy ra viện', days: 4, of: '1' },
  { __typename: 'Leave', id: 'b', title: 'Nghỉ ốm', from: 'T2', of: '1' },
  { __typename: 'Discharge', id: 'c', title: '', days: 0, of: '3' },
] as const;
const claims = [
  { id: 'x', of: '1', papers: ['b', 'a'], amount: 100, state: 'OPEN' },
  { id: 'y', of: '3', papers: [], amount: 0, state: 'PAID' },
] as const;

/** Some have no number, and some of those are written alike: they are several all the same. */
const children = [
  { of: '1', number: null, nick: 'Tí', toy: { n: 'ball' }, weight: 3, room: null },
  { of: '1', number: '7', nick: 'Na', toy: { n: 'ball' }, weight: 4, room: 'A' },
  { of: '1', number: null, nick: 'Tí', toy: { n: 'ball' }, weight: null, room: null },
  { of: '2', number: '7', nick: 'Na', toy: { n: 'ball' }, weight: 5, room: 'B' },
  { of: '2', number: null, nick: null, toy: null, weight: 6, room: null },
] as const;
/** What is no entity, and looks alike at two people, beside what is one. */
const pets = [
  { __typename: 'Cat', of: '1', name: 'Miu', toy: { n: 'ball' }, colour: 'black' },
  { __typename: 'Cat', of: '2', name: 'Miu', toy: { n: 'ball' }, colour: 'white' },
  { __typename: 'Dog', of: '3', id: 'd' },
] as const;

interface Key {
  readonly id: string;
}
const person = ({ id }: Key) => people.find((each) => each.id === id) ?? null;
const paper = ({ id }: Key) => papers.find((each) => each.id === id) ?? null;
const claim = ({ id }: Key) => claims.find((each) => each.id === id) ?? null;
const byIds = (ids: readonly string[], find: (key: Key) => unknown) => ids.map((id) => find({ id }));
const childrenOf = ({ id }: Key) => children.filter(({ of }) => of === id);
const petOf = ({ id }: Key) => pets.find(({ of }) => of === id) ?? null;
/** Of whom has no number nobody knows a school. */
const schoolOf = ({ number, room }: { readonly number: string | null; readonly room?: string | null }) =>
  number === null ? null : { name: `school of ${number}`, room };
const income = (key: Key, currency: string) => `${person(key)?.income ?? ''} ${currency}`;

/** Every resolver by type and field: what one server would run. */
export const wholeResolvers = {
  Query: {
    citizen: (_: unknown, key: Key) => person(key),
    citizens: () => people,
    papers: () => papers,
    claims: (_: unknown, { state }: { readonly state?: string }) =>
      claims.filter((each) => state === undefined || each.state === state),
    anything: () => [...people, ...papers],
    greeting: () => 'Xin chào',
  },
  Citizen: {
    spouse: (key: Key) => (person(key)?.spouse ? person({ id: person(key)?.spouse ?? '' }) : null),
    income: (key: Key, { currency }: { readonly currency: string }) => income(key, currency),
    age: (key: Key, { in: year }: { readonly in?: number }) => 2000 + (year ?? 30) - (person(key)?.born ?? 0),
    papers: (key: Key) => byIds(person(key)?.papers ?? [], paper),
    claims: (key: Key) => claims.filter((each) => each.of === key.id),
    inDong: (key: Key) => `benefit of ${income(key, 'VND')}`,
    inDollars: (key: Key) => `benefit of ${income(key, 'USD')}`,
    address: (key: Key) => ({ line: `${key.id} phố Huế`, ward: { code: key.id } }),
    children: childrenOf,
    pet: petOf,
  },
  Child: { school: schoolOf },
  Pet: { __resolveType: (value: { readonly __typename: string }) => value.__typename },
  Dog: { collar: ({ id }: Key) => `collar ${id}` },
  Paper: { __resolveType: (value: { readonly __typename: string }) => value.__typename },
  Thing: { __resolveType: (value: { readonly __typename: string }) => value.__typename },
  Discharge: {
    of: ({ id }: Key) => person({ id: paper({ id })?.of ?? '' }),
    stamp: ({ id }: Key) => `stamp ${id}`,
  },
  Leave: {
    of: ({ id }: Key) => person({ id: paper({ id })?.of ?? '' }),
    stamp: ({ id }: Key) => `stamp ${id}`,
  },
  Claim: {
    of: ({ id }: Key) => person({ id: claim({ id })?.of ?? '' }),
    papers: ({ id }: Key) => byIds(claim({ id })?.papers ?? [], paper),
    rest: ({ id }: Key, { share }: { readonly share?: number }) =>
      (claim({ id })?.amount ?? 0) - (share ?? 0),
  },
};

const { Query, Citizen, Claim } = wholeResolvers;
const owner = (key: Key) => ({ __typename: 'Citizen', id: paper(key)?.of });

/** The same, divided among five subgraphs. */
export const dividedGraph: Readonly<Record<string, TestSubgraph>> = {
  population: {
    typeDefs: `${link('@key', '@shareable')}
      type Query { citizen(id: ID!): Citizen citizens: [Citizen!]! anything: [Thing!]! }
      union Thing = Citizen | Discharge | Leave
      type Citizen @key(fields: "id") { id: ID! name: String @shareable born: Int @shareable spouse: Citizen age(in: Int): Int address: Address @shareable children: [Child!]! @shareable pet: Pet @shareable }
      type Child @key(fields: "number") { number: String nick: String toy: Toy }
      type Toy { n: String }
      union Pet = Cat | Dog
      type Cat { name: String toy: Toy }
      type Dog @key(fields: "id") { id: ID! }
      type Address @shareable { line: String ward: Ward }
      type Ward @shareable { code: String }
      type Discharge @key(fields: "id", resolvable: false) { id: ID! }
      type Leave @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: { citizen: Query.citizen, citizens: Query.citizens, anything: Query.anything },
      Citizen: {
        __resolveReference: person,
        spouse: Citizen.spouse,
        age: Citizen.age,
        address: Citizen.address,
        children: ({ id }: Key) => childrenOf({ id }).map(({ number, nick, toy }) => ({ number, nick, toy })),
        pet: Citizen.pet,
      },
      Pet: wholeResolvers.Pet,
    },
  },
  health: {
    typeDefs: `${link('@key', '@provides', '@external', '@shareable')}
      type Query { papers: [Paper!]! }
      interface Paper @key(fields: "id") { id: ID! title: String of: Citizen }
      type Discharge implements Paper @key(fields: "id") { id: ID! title: String of: Citizen @provides(fields: "name") days: Int }
      type Leave implements Paper @key(fields: "id") { id: ID! title: String of: Citizen from: String }
      type Citizen @key(fields: "id") { id: ID! name: String @external papers: [Paper!]! children: [Child!]! @shareable pet: Pet @shareable }
      type Child { weight: Int school: School @shareable }
      type School { room: String }
      union Pet = Cat | Dog
      type Cat { colour: String }
      type Dog @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { papers: Query.papers },
      Paper: { __resolveReference: paper, __resolveType: wholeResolvers.Paper.__resolveType },
      Discharge: {
        __resolveReference: paper,
        of: (key: Key) => ({ ...owner(key), name: person({ id: paper(key)?.of ?? '' })?.name }),
      },
      Leave: { __resolveReference: paper, of: owner },
      Citizen: { papers: Citizen.papers, children: Citizen.children, pet: Citizen.pet },
      Child: { school: schoolOf },
      Pet: wholeResolvers.Pet,
    },
  },
  registry: {
    typeDefs: `${link('@key', '@interfaceObject')}
      type Paper @key(fields: "id") @interfaceObject { id: ID! stamp: String }`,
    resolvers: { Paper: { stamp: ({ id }: Key) => `stamp ${id}` } },
  },
  vss: {
    typeDefs: `${link('@key', '@shareable')}
      type Query { claims(state: State): [Claim!]! greeting: String @shareable }
      enum State { OPEN PAID }
      type Claim @key(fields: "id") { id: ID! of: Citizen papers: [Document!]! amount: Int state: State rest(share: Int): Int }
      union Document = Discharge | Leave
      type Discharge @key(fields: "id", resolvable: false) { id: ID! }
      type Leave @key(fields: "id", resolvable: false) { id: ID! }
      type Citizen @key(fields: "id") { id: ID! claims: [Claim!]! income(currency: String!): String born: Int @shareable }
      type Child @key(fields: "number") { number: String school: School @shareable }
      type School { name: String }
      type Dog @key(fields: "id") { id: ID! collar: String }`,
    resolvers: {
      Query: { claims: Query.claims, greeting: Query.greeting },
      Claim: {
        __resolveReference: claim,
        of: Claim.of,
        papers: ({ id }: Key) =>
          (claim({ id })?.papers ?? []).map((each) => ({
            __typename: paper({ id: each })?.__typename,
            id: each,
          })),
        rest: Claim.rest,
      },
      Citizen: {
        __resolveReference: ({ id }: Key) => person({ id }),
        claims: Citizen.claims,
        income: Citizen.income,
      },
      Child: wholeResolvers.Child,
      Dog: wholeResolvers.Dog,
    },
  },
  benefits: {
    typeDefs: `${link('@key', '@external', '@requires', '@shareable')}
      type Query { greeting: String @shareable }
      type Citizen @key(fields: "id") {
        id: ID! income(currency: String!): String @external
        inDong: String @requires(fields: "income(currency: \\"VND\\")")
        inDollars: String @requires(fields: "income(currency: \\"USD\\")")
        address: Address @shareable
      }
      type Address @shareable { ward: Ward }
      type Ward @shareable { code: String }`,
    resolvers: {
      Query: { greeting: Query.greeting },
      Citizen: {
        inDong: ({ income }: { readonly income: string }) => `benefit of ${income}`,
        inDollars: ({ income }: { readonly income: string }) => `benefit of ${income}`,
        address: Citizen.address,
      },
    },
  },
};
