import { refusal } from '../http/refusal.ts';

/** Runs work. @throws GraphQLError `OVERLOADED` (503), with `retry-after`, where so much is under way already */
export type RunAtMost = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** For work that anybody can have done, and that waits for somebody else: so much of it at once, and no queue. */
export function atMost(most: number): RunAtMost {
  let underWay = 0;
  return async (work) => {
    if (underWay >= most) throw refusal('OVERLOADED', undefined, { 'retry-after': '1' });
    underWay++;
    try {
      return await work();
    } finally {
      underWay--;
    }
  };
}
