import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { PolicyError } from '../../../schema/policy/policy-error.ts';
import { StoreError } from '../../../subgraphs/kit/store/store-errors.ts';
import { loadRetention } from '../../log/archive/retention.ts';
import { BrokenLogError } from '../../log/verify/broken-log-error.ts';
import { archiveLog } from './log-archive.ts';
import { UsageError } from '../usage-error.ts';

try {
  const { register } = await loadPolicy();
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
  console.log(await archiveLog(process.argv.slice(2), process.env, await loadRetention(register), today));
} catch (error) {
  const isTold = [UsageError, PolicyError, StoreError, BrokenLogError].some((kind) => error instanceof kind);
  if (!(isTold && error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof BrokenLogError ? 1 : 2;
}
