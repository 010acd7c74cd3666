import type { AgencyKey } from '../../subgraphs/kit/keys/agency-key.ts';
import { entriesOf, readAgencyKey } from '../../subgraphs/kit/keys/read-agency-key.ts';
import { shareRead } from '../observability/share-read.ts';
import { getText, type GetText } from './get-text.ts';
import type { HubKey } from './hub-keys.ts';
import { shareStatusLists } from './share-status-lists.ts';

/**
 * What the hub publishes for whoever verifies what it signs: of documents each agency says it of itself, and the hub passes it
 * on; of its log and its webhooks the hub says it.
 */
export interface Publication {
  /** The public keys of agencies and hub. An agency that is away is there with the keys that it had last. */
  keys(): Promise<{ readonly keys: readonly (AgencyKey | HubKey)[] }>;
  /** The signed status list of an agency's month; undefined where there is none. @throws Error when it is away, or too many are fetched */
  statusList(agency: string, month: string): Promise<Buffer | undefined>;
}

/** An agency, and where its subgraph answers. */
export interface PublishingAgency {
  readonly name: string;
  readonly url: string;
}

/** Where publications come from. */
export interface PublicationSources {
  /** Those of the supergraph that is served now. */
  readonly agencies: () => readonly PublishingAgency[];
  /** The keys of the hub itself. */
  readonly ownKeys: () => Promise<readonly HubKey[]>;
  /** How the publications of agencies are fetched. */
  readonly get?: GetText;
  /** How old the keys of an agency may be when they are given out again; milliseconds. */
  readonly longestKept?: number;
}

export function createPublication({
  agencies,
  ownKeys,
  get = getText,
  longestKept = 30_000,
}: PublicationSources): Publication {
  let own: readonly HubKey[] = [];
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
  const statusListOf = shareStatusLists(async ({ url }: PublishingAgency, month) => {
    const text = await get(new URL(`status/${month}`, url));
    return text === undefined ? undefined : Buffer.from(text);
  });
  return {
    keys: shareRead(async () => {
      const ofAgencies = await Promise.all(agencies().map(keysOf));
      own = await ownKeys().catch(() => own);
      return { keys: [...ofAgencies.flat(), ...own] };
    }),
    async statusList(agency, month) {
      const publisher = agencies().find(({ name }) => name === agency);
      return publisher && statusListOf(publisher, month);
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
