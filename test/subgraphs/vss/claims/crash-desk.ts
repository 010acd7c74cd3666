import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { contribution, insured } from '../records.ts';
import { openDesk } from './open-desk.ts';
import { takeThrough } from './take-through.ts';

/**
 * Child process of the crash test: `crash-desk.ts FILE CLAIMS`. Takes claims one after the other from the sending to the
 * payment, from the first on, whatever an earlier process has done; prints a line after each.
 */
const [file = '', count = ''] = process.argv.slice(2);
const store = await openStore({ uri: `file:${file}` });
const desk = await openDesk({ store });
for (let number = 0; number < Number(count); number++) {
  const claimantId = `worker-${number}`;
  // The contributions first: a worker is insured when there is nothing more to be recorded.
  const contributed = contribution(claimantId, '2020-01-01', '2026-06-01');
  if (!(await desk.collections.contributions.get(contributed.id))) {
    await desk.collections.contributions.insert(contributed);
  }
  if (!(await desk.collections.insuredPersons.get(claimantId))) {
    await desk.collections.insuredPersons.insert(insured(claimantId));
  }
  await takeThrough(desk, claimantId);
  process.stdout.write(`${number}\n`);
}
await store.close();
