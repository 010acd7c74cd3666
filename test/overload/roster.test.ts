import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createRoster, type Roster } from '../../subgraphs/kit/roster.ts';

const members = <Member>(roster: Roster<Member>) => roster.places().map(({ member }) => member);

test('those who are there stand in the order in which they came, whoever has left', () => {
  const roster = createRoster<string>();
  const [first, second, third, fourth] = ['first', 'second', 'third', 'fourth'].map(roster.enter);
  if (!first || !second || !third || !fourth) throw new Error('Nobody entered.');
  expect(members(roster)).toEqual(['first', 'second', 'third', 'fourth']);
  expect(roster.oldest()).toBe(first);
  expect(roster.leave(second)).toBe(true);
  expect(members(roster)).toEqual(['first', 'third', 'fourth']);
  roster.leave(first);
  expect(roster.oldest()).toBe(third);
  roster.leave(fourth);
  roster.enter('fifth');
  expect(members(roster)).toEqual(['third', 'fifth']);
  expect(roster.size).toBe(2);
});

test('a place is left once, also where it is the last one', () => {
  const roster = createRoster<string>();
  const place = roster.enter('alone');
  expect([roster.leave(place), roster.leave(place)]).toEqual([true, false]);
  expect([roster.size, roster.oldest(), members(roster)]).toEqual([0, undefined, []]);
  roster.enter('next');
  expect(roster.leave(place)).toBe(false);
  expect(members(roster)).toEqual(['next']);
});

test('who came last of some is looked for from the end, and no further than needed', () => {
  const roster = createRoster<number>();
  [1, 20, 30, 4, 5].map(roster.enter);
  const asked: number[] = [];
  const isLarge = (member: number) => asked.push(member) > 0 && member > 9;
  expect(roster.findLast(isLarge)?.member).toBe(30);
  expect(asked).toEqual([5, 4, 30]);
  expect(roster.findLast((member) => member > 99)).toBeUndefined();
});

test('who was listed is listed, whoever leaves or comes meanwhile', () => {
  const roster = createRoster<string>();
  const [first] = ['first', 'second'].map(roster.enter);
  const listed = roster.places();
  if (first) roster.leave(first);
  roster.enter('third');
  expect(listed.map(({ member }) => member)).toEqual(['first', 'second']);
});

test('who has left is gone at the next small collection, and does not wait for the great one', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void;
  const roster = createRoster<object>();
  let places = Array.from({ length: 20 }, () => roster.enter({}));
  // What has lived through two of them is old.
  for (let round = 0; round < 3; round++) collect({ type: 'minor' });
  const before = oldBytes();
  for (let round = 0; round < 40; round++) {
    for (let turn = 0; turn < 100; turn++) {
      const entering = places.map(() => roster.enter({ load: Array.from({ length: 30 }, () => turn) }));
      places.forEach(roster.leave);
      places = entering;
    }
    collect({ type: 'minor' });
  }
  // Of the 80,000 that came, with some 300 bytes each, hardly any was there through two collections.
  expect(oldBytes() - before).toBeLessThan(2_000_000);
});

function oldBytes(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => name.startsWith('old'));
  return spaces.reduce((bytes, { space_used_size: used }) => bytes + used, 0);
}
