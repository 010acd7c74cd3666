import { column } from './column.ts';
import { groups, type GroupName } from './groups.ts';

const everything = Object.fromEntries(Object.keys(groups).map((name) => [name, 'O'])) as Record<
  GroupName,
  string
>;

const self = { role: 'CITIZEN', relation: 'SELF' };

/** The columns of the data subject and of those who act for one. */
export const people = [
  ...column({ ...self, purpose: 'DS.SELF.VIEW' }, everything),
  ...column({ ...self, purpose: 'DS.RIGHTS' }, everything),
  ...column({ role: 'REPRESENTATIVE', purpose: 'DS.REPRESENT', relation: 'REPRESENTED' }, everything),
  // "O (relative)": of a dead relative the death and its cause, and nothing else.
  ...column({ role: 'CITIZEN', purpose: 'DS.SELF.VIEW', relation: 'REPRESENTED' }, { G10: 'O' }),
];
