import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DailyFile } from './daily-work.ts';

/**
 * Writes signed files into a folder, for whoever sends them by hand or reads how they are made.
 *
 * @returns a line for each: its name, what is wrong with it, and how it is sent
 */
export async function saveFiles(work: Iterable<DailyFile>, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  for (const { file, mistake } of work) {
    const name = join(folder, `${String(lines.length + 1).padStart(4, '0')}.xml`);
    await writeFile(name, file.xml);
    const wrong = mistake === 'none' ? 'good' : mistake.name;
    lines.push(`${name}  ${wrong}  facility ${file.facility}, kind ${file.kind} → ${file.path}`);
  }
  return lines.join('\n');
}
