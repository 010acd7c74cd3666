import type { GraphQLSchema } from 'graphql';
import type { DisclosureEntry } from '../../../gateway/log/disclosure-entry.ts';
import { client } from '../../../subgraphs/vss/claims/evidence/ask-for-claims.ts';
import { conceivableRelations, refusedFields, type IsRefused } from '../oracle/refused-selections.ts';
import type { CanaryCage } from '../world/canary-cage.ts';
import { checkFetches } from './check-fetches.ts';
import { strayMarks } from './check-log.ts';
import type { Finding } from './compare-answer.ts';
import type { SentFetch } from './watch-fetches.ts';

/** What was asked and logged for others than whoever asks in the hunt. */
export interface AskedBeside {
  readonly fetches: readonly SentFetch[];
  readonly entries: readonly DisclosureEntry[];
}

/** Who it is, as `clients/vss-resolver.yaml` says. */
const machine = { client, role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE' } as const;
type Asker = Readonly<Record<keyof typeof machine, string>>;

/**
 * Beside the hunt nobody asks but the machine of social insurance, whenever a claim is due, and the gateway for itself. They
 * are held to who they are: each asks for nothing that it may not have, and tells nothing that another has told.
 */
export function checkMachine(
  { fetches, entries }: AskedBeside,
  schema: GraphQLSchema,
  cage: CanaryCage,
): readonly Finding[] {
  const askers = [
    ...fetches.flatMap(({ access }) => access ?? []),
    ...entries.map(({ caller }) => caller),
  ].filter((asker) => !isMachine(asker));
  const requests = entries.map(({ requestId }) => requestId);
  return [
    ...askers.map((asker) => wrong(`${asker.client} asks for ${asker.purpose}, and was not asked to`)),
    ...(new Set(requests).size < requests.length ? [wrong('two entries for one answer')] : []),
    ...fetches.flatMap((fetch) => checkFetches([fetch], '', cage, refusedTo(fetch, schema))),
    ...strayMarks(entries, '', cage),
  ];
}

function isMachine({ client, role, purpose }: Asker): boolean {
  return client === machine.client && role === machine.role && purpose === machine.purpose;
}

function refusedTo({ access }: SentFetch, schema: GraphQLSchema): IsRefused {
  const { role, purpose } = access ? machine : ({ role: 'ANONYMOUS', purpose: 'NONE' } as const);
  const { day = '', reasonRecorded = false, breakGlass = false, organisation, citizen } = access ?? {};
  const question = { role, purpose, day, reasonRecorded, breakGlass };
  // The machine asks in a case; which, is told to no agency but the one that proves it.
  const asker = { persona: undefined, role, purpose, organisation, citizen, case: 'a claim' };
  return refusedFields(schema, question, conceivableRelations(asker));
}

function wrong(what: string): Finding {
  return { kind: 'WRONG', path: 'beside', what };
}
