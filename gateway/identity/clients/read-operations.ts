import { isRecord } from '../../../schema/untrusted-json.ts';
import { readManifest, type ManifestOperation } from '../operations/read-manifest.ts';
import { registerOperation } from '../operations/registered-operation.ts';
import type { OperationIndex, RegisteredOperation } from '../operations/registered-operation.ts';
import { asFields, readMapping, readText, type Fields, type Form } from '../fields.ts';

/** Reads a file beside the client's own. @throws Error when it cannot be read */
export type ReadBeside = (path: string) => Promise<string>;

/** Nothing outside `operations/` is ever read, whatever a client's file says. */
const graphqlFile: Form = {
  pattern: /^operations\/([\w-]+\/)*[\w-]+\.graphql$/,
  description: 'a file such as operations/client/name.graphql',
};
const manifestFile: Form = {
  pattern: /^operations\/([\w-]+\/)*[\w-]+\.json$/,
  description: 'a file such as operations/client/manifest.json',
};
const operationName: Form = { pattern: /^[A-Za-z]\w*$/, description: "the operation's own name" };

/** An operation as the list registers it. */
interface Registration {
  readonly name: string;
  readonly purpose: string;
  readonly text: string;
  /** How the entry is called in mistakes. */
  readonly place: string;
}

/**
 * Reads the operations that a client registers. Each entry is `{ name, file, purpose }`, or `{ manifest, purposes }` for
 * one of Apollo's persisted-query manifests, with the purpose of each operation in it.
 *
 * @param purposes those that the client may have
 */
export async function readOperations(
  fields: Fields,
  purposes: ReadonlySet<string>,
  readBeside: ReadBeside,
): Promise<OperationIndex> {
  const list = fields.values['operations'];
  if (!Array.isArray(list)) {
    fields.report('operations', 'must be a list; write [] for none.');
    return new Map();
  }
  const entries = await Promise.all(
    list.map((entry: unknown, index) => readEntry(entry, `operations[${index}]`, fields, readBeside)),
  );
  const index = new Map<string, RegisteredOperation>();
  const names = new Set<string>();
  for (const { name, purpose, text, place } of entries.flat()) {
    if (name === '' || purpose === '') continue;
    if (names.has(name)) fields.report(place, `is the second of the name ${name}: give each its own.`);
    names.add(name);
    if (!purposes.has(purpose)) fields.report(place, 'has a purpose that the client itself has not.');
    const forms = attempt(fields, place, () => registerOperation(name, purpose, text)) ?? [];
    for (const [hash, operation] of forms) {
      const other = index.get(hash)?.name ?? name;
      if (other !== name) fields.report(place, `is the same operation as ${other}: remove one.`);
      index.set(hash, operation);
    }
  }
  return index;
}

async function readEntry(
  entry: unknown,
  place: string,
  { report }: Fields,
  readBeside: ReadBeside,
): Promise<readonly Registration[]> {
  const isManifest = isRecord(entry) && 'manifest' in entry;
  const keys = isManifest ? ['manifest', 'purposes'] : ['name', 'file', 'purpose'];
  const fields = asFields(entry, `${place}.`, keys, report);
  if (fields === undefined) return [];
  const file = isManifest
    ? readText(fields, 'manifest', manifestFile)
    : readText(fields, 'file', graphqlFile);
  const name = isManifest ? '' : readText(fields, 'name', operationName);
  const purpose = isManifest ? '' : readText(fields, 'purpose');
  if (file === '') return [];
  const text = await readBeside(file).catch(() => undefined);
  if (text === undefined) {
    report(place, `names ${file}, which cannot be read: add the file.`);
    return [];
  }
  if (!isManifest) return [{ name, purpose, text, place }];
  const operations = attempt(fields, `${place}.manifest`, () => readManifest(text));
  return operations ? ofManifest(operations, fields, place) : [];
}

function ofManifest(
  operations: readonly ManifestOperation[],
  fields: Fields,
  place: string,
): readonly Registration[] {
  const names = operations.map(({ name }) => name);
  const purposes = readMapping(fields, 'purposes', names);
  if (purposes === undefined) return [];
  return operations.map(({ name, body }) => ({
    name,
    purpose: readText(purposes, name),
    text: body,
    place: `${place} (${name})`,
  }));
}

/** What a reader gives; undefined, and a mistake, when it throws. */
function attempt<Value>({ report }: Fields, place: string, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    report(place, error instanceof Error ? error.message : 'cannot be read.');
    return undefined;
  }
}
