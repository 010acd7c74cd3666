import { readFile } from 'node:fs/promises';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** Reads the file that an option names. */
export type ReadNamed = (option: string, path: string) => Promise<string>;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
};

/**
 * Reads the file that an option names.
 * @throws UsageError
 */
export async function readNamedFile(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`--${option} ${path} cannot be read: ${reasons[code] ?? code}.`);
  }
}
