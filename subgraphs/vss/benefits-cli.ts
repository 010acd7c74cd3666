import { readFile } from 'node:fs/promises';
import { UnreadableError } from './benefits/verify/input-reader.ts';
import { readCases } from './benefits/verify/read-cases.ts';
import { verifyCases } from './benefits/verify/verify-cases.ts';

const [file, ...more] = process.argv.slice(2);
if (file === undefined || more.length > 0) {
  console.error('Usage: npm run benefits:verify -- FILE, a JSON list of worked cases');
  process.exitCode = 2;
} else {
  await verify(file);
}

async function verify(path: string): Promise<void> {
  try {
    const { lines, exitCode } = verifyCases(readCases(await readFile(path, 'utf8')));
    console.log(lines.join('\n'));
    process.exitCode = exitCode;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    console.error(`${path}: ${reason}`);
    process.exitCode = 2;
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnreadableError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  return typeof code === 'string' ? `cannot be read (${code})` : undefined;
}
