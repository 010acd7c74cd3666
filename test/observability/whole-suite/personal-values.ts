import type { CollectionSpec, Store, Stored } from '../../../subgraphs/kit/store/port.ts';

/** Collections that speak of people; employers do not. */
const ofPeople: readonly string[] = [
  'citizens',
  'medicalDocuments',
  'birthRegistrations',
  'deathRegistrations',
  'insuredPersons',
  'claims',
];

/** Members that are no datum of a person: facilities, offices, codes, who acted, and what leads to them. */
const notPersonal =
  /^(id|.*Ids?|issuer|issuedBy|office|employer|.*Code|.*Facility.*|province|commune|timeline|status|kind|source|origin|signature)$/;

/** Names, addresses, diagnoses: a text of several words; or a long number. */
const telling = /^(?=.{8,})(.*\p{L} .*\p{L}.*|\d{9,15}|[A-Z]{2}\d{10,15})$/u;
const isDay = /^\d{4}-\d{2}-\d{2}/;

/** Passes on what is written to stores, and gives each personal value in it to a listener. */
export function watchPersonal<Stores extends Readonly<Record<string, Store>>>(
  stores: Stores,
  onValue: (value: string) => void,
): Stores {
  const watched = Object.entries(stores).map(([name, store]) => [name, watchStore(store, onValue)] as const);
  return Object.fromEntries(watched) as unknown as Stores;
}

function watchStore(store: Store, onValue: (value: string) => void): Store {
  return {
    async collection<T extends Stored>(spec: CollectionSpec<T>) {
      const collection = await store.collection(spec);
      if (!ofPeople.includes(spec.name)) return collection;
      const insertMany: typeof collection.insertMany = (documents) => {
        for (const document of documents) collect(document, onValue);
        return collection.insertMany(documents);
      };
      return new Proxy(collection, {
        get(target, member) {
          if (member === 'insertMany') return insertMany;
          const value: unknown = Reflect.get(target, member);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    },
    close: () => store.close(),
  };
}

function collect(value: unknown, onValue: (value: string) => void): void {
  if (typeof value === 'string') {
    if (telling.test(value) && !isDay.test(value)) onValue(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('family' in value && 'given' in value) onValue(fullName(value));
  for (const [name, one] of Object.entries(value)) if (!notPersonal.test(name)) collect(one, onValue);
}

function fullName({ family, middle, given }: { family: unknown; middle?: unknown; given: unknown }): string {
  return [family, middle, given].filter((part) => typeof part === 'string' && part !== '').join(' ');
}
