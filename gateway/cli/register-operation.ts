import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildSchema, Kind, parse, validate, type DocumentNode } from 'graphql';
import { isSeq, parseDocument, type Document } from 'yaml';
import { registerOperation } from '../identity/operations/registered-operation.ts';
import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { readNamedFile } from './read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** Where the command finds the reviewed files. */
export interface RegisterPlace {
  /** The folder of clients. */
  readonly clients: string;
  readonly supergraph: string;
}

const usage = 'Usage: npm run register-operation -- --client ID --purpose P FILE';

/**
 * Registers the operation in a file: puts it beside the client's file and names it there. In force it is once the change
 * was reviewed.
 *
 * @returns what was done, in a line
 * @throws UsageError, and then nothing was written
 */
export async function answerRegisterCommand(args: readonly string[], place: RegisterPlace): Promise<string> {
  const { client, purpose, file } = readOptions(args);
  const path = join(place.clients, `${client}.yaml`);
  const document = parseDocument(await readNamedFile('client', path));
  if (document.errors.length > 0) throw new UsageError(`${path} is not valid YAML: correct it first.`);
  if (!listIn(document, 'purposes').includes(purpose)) {
    throw new UsageError(
      `--purpose ${purpose} is none of ${client}'s own: ${listIn(document, 'purposes').join(', ')}.`,
    );
  }
  const text = await readNamedFile('file', file);
  const name = await checkOperation(text, purpose, file, place.supergraph);
  const target = `operations/${client}/${kebabOf(name)}.graphql`;
  const isKnown = listIn(document, 'operations').some((entry) => isNamed(entry, name));
  if (isKnown)
    throw new UsageError(`${client} has registered ${name} already: change its file, or rename this one.`);
  addEntry(document, { name, file: target, purpose });
  await mkdir(dirname(join(place.clients, target)), { recursive: true });
  await writeFile(join(place.clients, target), text, { flag: 'wx' }).catch(() => {
    throw new UsageError(
      `${target} cannot be written, or is there already: move it away, or rename the operation.`,
    );
  });
  await writeFile(path, document.toString({ lineWidth: 0, flowCollectionPadding: false }));
  return `Registered ${name} for ${purpose}: send ${client}.yaml and ${target} of gateway/clients for review.`;
}

function readOptions(args: readonly string[]) {
  const options = { client: { type: 'string' }, purpose: { type: 'string' } } as const;
  const { values, positionals } = parseOptions(usage, { args: [...args], allowPositionals: true, options });
  const { client = '', purpose = '' } = values;
  const [file, ...more] = positionals;
  if (!/^[a-z][a-z0-9-]*$/.test(client) || purpose === '' || file === undefined || more.length > 0) {
    throw new UsageError(`Name the client, the purpose and one file. ${usage}`);
  }
  return { client, purpose, file };
}

/** The name of the one operation in a text that fits the graph. */
async function checkOperation(
  text: string,
  purpose: string,
  file: string,
  supergraph: string,
): Promise<string> {
  const graph = buildSchema(await readNamedFile('supergraph', supergraph), { assumeValidSDL: true });
  try {
    const document = parse(text);
    const name = nameIn(document);
    registerOperation(name, purpose, text);
    const [mistake] = validate(graph, document);
    if (mistake) throw new Error(`does not fit the graph: ${mistake.message}`);
    return name;
  } catch (error) {
    throw new UsageError(`${file} ${error instanceof Error ? error.message : 'cannot be read.'}`);
  }
}

function nameIn({ definitions }: DocumentNode): string {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.name === undefined) throw new Error('must hold an operation with a name.');
  return operation.name.value;
}

function listIn(document: Document, key: string): readonly unknown[] {
  const content: unknown = document.toJS();
  const list: unknown =
    typeof content === 'object' && content !== null && key in content
      ? (content as Readonly<Record<string, unknown>>)[key]
      : [];
  return Array.isArray(list) ? list : [];
}

function isNamed(entry: unknown, name: string): boolean {
  return typeof entry === 'object' && entry !== null && 'name' in entry && entry.name === name;
}

function addEntry(document: Document, entry: Readonly<Record<string, string>>): void {
  const operations = document.get('operations');
  if (!isSeq(operations)) throw new UsageError('operations must be a list; write [] for none.');
  operations.flow = false;
  operations.add(document.createNode(entry));
}

/** `ClaimsOfOffice` → `claims-of-office`. */
function kebabOf(name: string): string {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();
}
