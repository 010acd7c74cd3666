import { PolicyError } from '../../../schema/policy/policy-error.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { StoreError } from '../store/store-errors.ts';
import { UsageError } from './usage-error.ts';

/** Whether an error is written for whoever started the command. */
export function isTold(error: unknown): error is Error {
  return [UsageError, SettingsError, PolicyError, StoreError].some((kind) => error instanceof kind);
}
