import type { FilledStores } from './fill-stores.ts';
import type { FirstClaim } from './first-claim.ts';
import type { ToldStory } from '../test/world/stories.ts';

/** What is worth saying once the hub answers. */
export interface Welcome extends FilledStores {
  /** Without a path. */
  readonly url: string;
  /** From the start of the process, in seconds. */
  readonly seconds: number;
  /** What to try first. */
  readonly claim: FirstClaim;
  readonly stories: readonly Pick<ToldStory, 'citizenId' | 'title'>[];
}

/** What `npm start` prints: what to open, what to try, and whom to ask about. */
export function welcome({ url, people, isKept, seconds, claim, stories }: Welcome): string {
  const { query } = claim.explorer;
  const body = JSON.stringify({ query: query.replaceAll(/#.*\n/g, '').replaceAll(/\s+/g, ' ').trim() });
  const kept = isKept ? ', kept from the last start' : '';
  const whom = stories.map(({ citizenId, title }) => `    ${citizenId}  ${title}`).join('\n');
  return `
  Liên Thông is ready (${seconds.toFixed(1)} s): four agencies, ${people.toLocaleString('en')} synthetic people${kept}.

    Explorer   ${url}/          press Ctrl+Enter for the first query
    Console    ${url}/console/  sign in as a citizen, an officer or an auditor: no password
    GraphQL    ${url}/graphql

  Try one question to four agencies:

    TOKEN=$(npm run --silent token -- --as vss-officer --organisation ${claim.office} 2>/dev/null)
    curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'hub-case: ${claim.number}' \\
      -H 'hub-purpose: SI.CLAIM.DECIDE' -H 'content-type: application/json' -d '${body}'

  Others ask with \`npm run token -- --as citizen --citizen ID\`, and are answered otherwise. Citizens, by id:

${whom}

  Ctrl+C stops it.
`;
}
