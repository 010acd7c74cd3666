import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemblePolicy } from './assemble-policy.ts';
import { refuseProblems } from './policy-error.ts';
import { policiesFolder, policyFiles } from './policy-files.ts';
import type { PolicyTexts } from './policy-files.ts';
import type { Policy } from './policy.ts';

/**
 * Reads and checks the whole policy: the Cedar policies and their schema, the register of law, the purposes, roles and
 * relations. What comes back decides without reading anything again.
 *
 * Throws a `PolicyError` with a line for each problem (file, id, what to do): start nothing with such a policy, and keep
 * the last good one where there is one.
 *
 * @param root the folder of the project
 */
export async function loadPolicy(root = join(import.meta.dirname, '../..')): Promise<Policy> {
  return assemblePolicy(await readPolicyTexts(root));
}

/** Reads the files of the policy. Throws a `PolicyError` with a line for each that is missing, unreadable or empty. */
export async function readPolicyTexts(root: string): Promise<PolicyTexts> {
  const problems: string[] = [];
  const read = (file: string) => readText(root, file, problems);
  const names = await readNames(root, problems);
  const [categories, schema, register, purposes, relations, roles, policies] = await Promise.all([
    read(policyFiles.categories),
    read(policyFiles.schema),
    read(policyFiles.register),
    read(policyFiles.purposes),
    read(policyFiles.relations),
    read(policyFiles.roles),
    Promise.all(names.map(async (file): Promise<[string, string]> => [file, await read(file)])),
  ]);
  refuseProblems(problems);
  return { categories, schema, register, purposes, relations, roles, policies: Object.fromEntries(policies) };
}

async function readNames(root: string, problems: string[]): Promise<readonly string[]> {
  const names = await readdir(join(root, policiesFolder)).catch((error: unknown) => {
    problems.push(unreadable(policiesFolder, error));
    return [];
  });
  const files = names.filter((name) => name.endsWith('.cedar')).toSorted();
  if (names.length > 0 && files.length === 0)
    problems.push(`${policiesFolder}: holds no policy: restore the files`);
  return files.map((name) => `${policiesFolder}/${name}`);
}

async function readText(root: string, file: string, problems: string[]): Promise<string> {
  try {
    const text = await readFile(join(root, file), 'utf8');
    if (text.trim() === '') problems.push(`${file}: is empty: restore it`);
    return text;
  } catch (error) {
    problems.push(unreadable(file, error));
    return '';
  }
}

function unreadable(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
  return `${file}: cannot be read (${code}): restore it`;
}
