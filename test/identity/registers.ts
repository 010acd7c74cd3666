import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ClientVocabulary } from '../../gateway/identity/clients/client.ts';
import type { PurposeRule } from '../../gateway/identity/request/access-request.ts';

/** The reviewed client files. */
export const clientsFolder = fileURLToPath(new URL('../../gateway/clients', import.meta.url));

/** Roles and purposes as the registers in `schema/policy/` have them. */
export interface Registers extends ClientVocabulary {
  readonly purposes: ReadonlyMap<string, PurposeRule>;
}

/** Reads the registers without checking them: that is the policy's own task. */
export async function readRegisters(): Promise<Registers> {
  const roles = await readRegister<{ code: string; agency: string }>('roles');
  const purposes = await readRegister<PurposeRule & { code: string }>('purposes');
  return { roles: byCode(roles), purposes: byCode(purposes) };
}

async function readRegister<Entry>(name: string): Promise<readonly Entry[]> {
  const file = new URL(`../../schema/policy/${name}.yaml`, import.meta.url);
  return parse(await readFile(file, 'utf8')) as readonly Entry[];
}

function byCode<Entry extends { readonly code: string }>(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
