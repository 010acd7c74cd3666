import { parseArgs } from 'node:util';
import { rebuildSqlite } from './rebuild-sqlite.ts';
import { StoreError } from './store-errors.ts';

const usage = 'Usage: npm run store:rebuild -- --from FILE --to FILE, while no process has the store open.';

try {
  const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values;
  if (!from || !to) throw new TypeError(usage);
  const { documents, together } = rebuildSqlite(from, to);
  const kept = together.length > 0 ? `${together.join(', ')} by their owners` : 'none by its owner';
  console.log(`${to} holds the ${documents} documents of ${from}, ${kept}: put it in its place.`);
} catch (error) {
  if (!(error instanceof TypeError || error instanceof StoreError)) throw error;
  console.error(error instanceof TypeError ? usage : error.message);
  process.exitCode = 2;
}
