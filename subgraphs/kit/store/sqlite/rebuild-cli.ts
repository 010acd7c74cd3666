import { parseOptions } from '../../command/parse-options.ts';
import { runCommand } from '../../command/run-command.ts';
import { UsageError } from '../../command/usage-error.ts';
import { rebuildSqlite } from './rebuild.ts';

const usage = 'Usage: npm run store:rebuild -- --from FILE --to FILE, while no process has the store open.';

await runCommand(async () => {
  const options = { from: { type: 'string' }, to: { type: 'string' } } as const;
  const { from, to } = parseOptions(usage, { options }).values;
  if (!from || !to) throw new UsageError(usage);
  const { documents, together } = rebuildSqlite(from, to);
  const kept = together.length > 0 ? `${together.join(', ')} by their owners` : 'none by its owner';
  console.log(`${to} holds the ${documents} documents of ${from}, ${kept}: put it in its place.`);
});
