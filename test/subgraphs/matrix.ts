import type { MatrixCell } from './matrix/column.ts';
import { facilities } from './matrix/facilities.ts';
import { outsiders } from './matrix/outsiders.ts';
import { people } from './matrix/people.ts';
import { registers } from './matrix/registers.ts';
import { socialInsurance } from './matrix/social-insurance.ts';

/**
 * The access matrix, cell by cell, in the words of the graph: for each way of asking, which coordinates are reached with
 * which verdict, and which are not. What the cells grant is what the policies say.
 */
export const matrix: readonly MatrixCell[] = [
  ...socialInsurance,
  ...facilities,
  ...people,
  ...registers,
  ...outsiders,
];
