import type { Collection, CollectionSpec, Key, Range } from '../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError, NotFoundError } from '../../subgraphs/kit/store/store-errors.ts';
import type { Paper } from './papers.ts';

type Value = Key | null;

/** What the port says, written as plainly as can be: a list that is searched from end to end. */
export class NaiveCollection implements Collection<Paper> {
  readonly #spec: CollectionSpec<Paper>;
  #docs: readonly Paper[] = [];

  constructor(spec: CollectionSpec<Paper>) {
    this.#spec = spec;
  }

  async get(id: string): Promise<Paper | undefined> {
    return this.#docs.find((doc) => doc.id === id);
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, Paper>> {
    return new Map(this.#docs.filter((doc) => ids.includes(doc.id)).map((doc) => [doc.id, doc]));
  }

  async find({ index: name, equals, after, limit, order }: Range): Promise<readonly Paper[]> {
    const fields = this.#spec.indexes.find((index) => index.name === name)?.fields ?? [];
    const place = (doc: Paper): readonly Value[] => [
      ...fields.slice(equals.length).map((field) => valuesAt(doc, field)[0] ?? null),
      doc.id,
    ];
    const sign = order === 'desc' ? -1 : 1;
    return this.#docs
      .filter((doc) => equals.every((value, at) => valuesAt(doc, fields[at] ?? '').includes(value)))
      .filter((doc) => after === undefined || sign * comparePlaces(place(doc), after) > 0)
      .toSorted((a, b) => sign * comparePlaces(place(a), place(b)))
      .slice(0, limit);
  }

  async findEach(ranges: readonly Range[]): Promise<readonly (readonly Paper[])[]> {
    return Promise.all(ranges.map((range) => this.find(range)));
  }

  async insert(doc: Paper): Promise<void> {
    this.#refuseTaken(doc, this.#docs);
    this.#docs = [...this.#docs, doc];
  }

  async insertMany(docs: readonly Paper[]): Promise<void> {
    for (const doc of docs) await this.insert(doc);
  }

  async replace(doc: Paper): Promise<Paper> {
    const stored = await this.get(doc.id);
    if (stored === undefined) throw new NotFoundError(this.#spec.name);
    if (stored.version !== doc.version) throw new ConflictError(this.#spec.name);
    const others = this.#docs.filter((other) => other !== stored);
    this.#refuseTaken(doc, others);
    const next = { ...doc, version: doc.version + 1 };
    this.#docs = [...others, next];
    return next;
  }

  async count(): Promise<number> {
    return this.#docs.length;
  }

  #refuseTaken(doc: Paper, others: readonly Paper[]): void {
    if (others.some(({ id }) => id === doc.id)) throw new DuplicateError(this.#spec.name, 'id');
    for (const { name, fields } of this.#spec.indexes.filter(({ unique }) => unique === true)) {
      const values = fields.map((field) => valuesAt(doc, field)[0]);
      if (values.some((value) => value === undefined)) continue;
      if (others.some((other) => fields.every((field, at) => valuesAt(other, field)[0] === values[at]))) {
        throw new DuplicateError(this.#spec.name, name);
      }
    }
  }
}

function valuesAt(value: unknown, path: string): readonly Key[] {
  if (Array.isArray(value)) return value.flatMap((element: unknown) => valuesAt(element, path));
  if (path === '') return value === undefined || value === null ? [] : [value as Key];
  const [step = '', ...rest] = path.split('.');
  const inner = value === null || value === undefined ? undefined : (value as Record<string, unknown>)[step];
  return valuesAt(inner, rest.join('.'));
}

function comparePlaces(a: readonly Value[], b: readonly Value[]): number {
  const at = a.findIndex((value, position) => value !== b[position]);
  return at === -1 ? 0 : compareValues(a[at] ?? null, b[at] ?? null);
}

function compareValues(a: Value, b: Value): number {
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.from(a).compare(Buffer.from(b));
  return Number(a) - Number(b);
}
