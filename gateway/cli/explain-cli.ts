import { readFile } from 'node:fs/promises';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import { loadSupergraph } from '../federation/supergraph/load-supergraph.ts';
import { classificationOf } from '../hub/classification.ts';
import { explain } from './explain.ts';
import { readExplainOptions } from './explain-options.ts';
import { UsageError } from './usage-error.ts';

const supergraphFile = new URL('../../schema/supergraph.graphql', import.meta.url);

try {
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
  const options = readExplainOptions(process.argv.slice(2), today);
  const policy = await loadPolicy();
  const classification = classificationOf(loadSupergraph(await readFile(supergraphFile, 'utf8')));
  console.log(explain(options, policy, classification));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
