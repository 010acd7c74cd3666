import { join } from 'node:path';
import { readPolicyTexts } from '../../schema/policy/load-policy.ts';
import type { PolicyTexts } from '../../schema/policy/policy-files.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import { servedTexts, type ServedPolicy } from './policy-revision.ts';

/** The folder of the project, which holds the policy. */
const root = join(import.meta.dirname, '../..');

/** @param policyTexts of what the policy was made; read from the project if left out */
export async function servedPolicy({
  policy,
  policyTexts,
  supergraphSdl,
}: {
  readonly policy: Policy;
  readonly policyTexts?: PolicyTexts;
  readonly supergraphSdl: string;
}): Promise<ServedPolicy> {
  const texts = servedTexts(policyTexts ?? (await readPolicyTexts(root)), supergraphSdl);
  return { texts, policyVersion: policy.table.version };
}
