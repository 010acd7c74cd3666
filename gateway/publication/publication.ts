import type { AgencyKey } from '../../subgraphs/kit/keys/agency-key.ts';
import { entriesOf, readAgencyKey } from '../../subgraphs/kit/keys/read-agency-key.ts';
import { getText, type GetText } from './get-text.ts';

/** What the hub publishes for whoever verifies a document: each agency says it of itself, the hub passes it on. */
export interface Publication {
  /** The public keys of the agencies. An agency that is away is there with the keys that it had last. */
  keys(): Promise<{ readonly keys: readonly AgencyKey[] }>;
  /** The signed status list of an agency's month; undefined where there is none. @throws Error when it is away */
  statusList(agency: string, month: string): Promise<string | undefined>;
}

/** An agency, and where its subgraph answers. */
export interface PublishingAgency {
  readonly name: string;
  readonly url: string;
}

/**
 * @param agencies those of the supergraph that is served now
 * @param get how their publications are fetched
 * @param longestKept how old the keys of an agency may be when they are given out again; milliseconds
 */
export function createPublication(
  agencies: () => readonly PublishingAgency[],
  get: GetText = getText,
  longestKept = 30_000,
): Publication {
  const known = new Map<string, { readonly at: number; readonly keys: readonly AgencyKey[] }>();
  const keysOf = async ({ name, url }: PublishingAgency): Promise<readonly AgencyKey[]> => {
    const before = known.get(name);
    if (before && Date.now() - before.at < longestKept) return before.keys;
    try {
      const text = await get(new URL('.well-known/jwks.json', url));
      const keys = text === undefined ? [] : readKeys(text, name);
      known.set(name, { at: Date.now(), keys });
      return keys;
    } catch {
      return before?.keys ?? [];
    }
  };
  return {
    keys: async () => ({ keys: (await Promise.all(agencies().map(keysOf))).flat() }),
    async statusList(agency, month) {
      const publisher = agencies().find(({ name }) => name === agency);
      return publisher && get(new URL(`status/${encodeURIComponent(month)}`, publisher.url));
    },
  };
}

/** Whoever answers for an agency publishes no other agency's keys. */
function readKeys(text: string, agency: string): readonly AgencyKey[] {
  return entriesOf(JSON.parse(text))
    .map(readAgencyKey)
    .filter((key) => key?.agency === agency)
    .filter((key) => key !== undefined);
}
