import { basename } from 'node:path';
import { parseDocument } from 'yaml';
import type { ClientRegister, ClientVocabulary, RegisteredClient } from './client.ts';
import type { ReportMistake } from '../fields.ts';
import { filesIn, filesOf, type ClientFiles, type ClientTexts } from './client-files.ts';
import { readClient } from './read-client.ts';
import { readOperations } from './read-operations.ts';

/** Where clients come from. */
export interface ClientSource {
  readonly folder: string;
  /** What was read of it before, in place of what is in it now. */
  readonly texts?: ClientTexts | undefined;
  readonly vocabulary: ClientVocabulary;
  /** Issuers that may name every client beside those of its file: the development issuer, and no other. */
  readonly everyIssuer?: readonly string[];
}

/** A folder of clients as it was read. */
export interface LoadedClients {
  readonly clients: ClientRegister;
  /** One line for each mistake: file, field, what to do. */
  readonly mistakes: readonly string[];
}

const ending = '.yaml';
const idShape = /^[a-z][a-z0-9-]{1,62}$/;

/**
 * Reads every `<client>.yaml` of a folder, and the operations beside them. A file with a mistake gives its client no
 * new state: the one of `before` stays, so that one bad change does not hold up another client's suspension.
 *
 * @throws Error of one line when the folder cannot be read
 */
export async function loadClients(
  source: ClientSource,
  before: ClientRegister = new Map(),
): Promise<LoadedClients> {
  const { folder, texts, vocabulary, everyIssuer = [] } = source;
  const beside = texts ? filesOf(texts) : filesIn(folder);
  const files = (await beside.list()).filter((file) => file.endsWith(ending)).toSorted();
  const mistakes: string[] = [];
  const clients = new Map<string, RegisteredClient>();
  for (const file of files) {
    const name = basename(file, ending);
    const found: string[] = [];
    const client = await loadClient(beside, name, vocabulary, (field, fix) =>
      found.push(`${file}: ${field} ${fix}`),
    );
    mistakes.push(...found);
    const state = found.length === 0 ? client : before.get(name);
    if (state === undefined) continue;
    clients.set(name, { ...state, issuers: state.issuers.union(new Set(everyIssuer)) });
  }
  return { clients, mistakes };
}

async function loadClient(
  files: ClientFiles,
  name: string,
  vocabulary: ClientVocabulary,
  report: ReportMistake,
): Promise<RegisteredClient | undefined> {
  if (!idShape.test(name)) report('the name of the file', 'must be small letters, digits and hyphens.');
  const text = await files.read(`${name}${ending}`).catch(() => undefined);
  if (text === undefined) {
    report('the file', 'cannot be read: check its permissions.');
    return undefined;
  }
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) {
    const [what] = broken.message.split(/ at line |\n/);
    report(`line ${broken.linePos?.[0].line ?? 1}`, `is not valid YAML: ${what}.`);
    return undefined;
  }
  const read = readClient(document.toJS(), name, vocabulary, report);
  if (read === undefined) return undefined;
  const { facts, fields } = read;
  return { ...facts, operations: await readOperations(fields, facts.purposes, files.read) };
}
