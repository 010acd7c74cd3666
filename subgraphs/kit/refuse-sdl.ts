import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'graphql';
import { parseAgency } from '../../schema/lint/agreement.ts';
import { lintAgency } from '../../schema/lint/lint-agreement.ts';

const vocabulary = new URL('../../schema/access.graphql', import.meta.url);

/**
 * Refuses an SDL that composition would refuse for itself: guards that rest on its keys, say, would let out what nobody
 * judged, and an agency may be started before its SDL is composed.
 *
 * @param file where the SDL is
 * @throws Error of one line with the first thing that is wrong
 */
export async function refuseSdl(name: string, file: URL): Promise<void> {
  const [sdl, access] = await Promise.all([readFile(file, 'utf8'), readFile(vocabulary, 'utf8')]);
  const agency = parseAgency({ name, url: '', file: basename(file.pathname), sdl });
  const [first, ...more] = lintAgency(agency, parse(access));
  if (!first) return;
  const rest = more.length > 0 ? ` (and ${more.length} more: \`npm run compose\` tells them)` : '';
  throw new Error(`${first.file}:${first.line} ${first.rule} ${first.coordinate} ${first.message}${rest}`);
}
