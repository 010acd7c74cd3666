import type { KinshipSaid, ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import { versionsAbout } from './lookup.ts';
import { registrationInForce } from './registration-in-force.ts';
import type { JusticeSources } from './sources.ts';

/** Proves what the register of births knows: whether its entry in force names somebody as a parent of a child. */
export async function proveRelations(
  { kinship }: RelationQuestion,
  { births }: Pick<JusticeSources, 'births'>,
): Promise<ProvenRelations> {
  return kinship ? { kinship: await whoseChild(kinship, births) } : {};
}

/** An entry that was cancelled, and came back under no other, says no: the register has taken the child back. */
async function whoseChild(
  { parent, child }: NonNullable<RelationQuestion['kinship']>,
  births: JusticeSources['births'],
): Promise<KinshipSaid> {
  const versions = await versionsAbout(births, child);
  if (versions.length === 0) return 'NOTHING';
  return registrationInForce(versions)?.parentIds.includes(parent) === true ? 'YES' : 'NO';
}
