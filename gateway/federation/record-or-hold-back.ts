import { refuseOperation } from '../operation/refuse-operation.ts';
import type { Answered } from './answer-operation.ts';

/**
 * No disclosure without a record. What is public and what was refused whole may still be said.
 *
 * @throws GraphQLError `LOG_UNAVAILABLE`; `CHANGE_NOT_RECORDED` for what stays done
 */
export async function recordOrHoldBack(answered: Answered, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch {
    if (answered.mayHaveChanged) throw refuseOperation('CHANGE_NOT_RECORDED');
    if (answered.disclosures.length > 0) throw refuseOperation('LOG_UNAVAILABLE');
  }
}

/**
 * No change without a record: it stays done, whatever becomes of its answer.
 *
 * @param canRecord throws when an entry cannot be written
 * @throws GraphQLError `LOG_UNAVAILABLE`
 */
export async function refuseUnrecordable(canRecord: () => Promise<void>): Promise<void> {
  try {
    await canRecord();
  } catch {
    throw refuseOperation('LOG_UNAVAILABLE');
  }
}
