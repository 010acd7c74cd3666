import type { Relation } from '../../../schema/policy/relation.ts';
import type { LogRow } from '../../log/index/log-row.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import type { AccessList } from './read-page.ts';

/** What a list of accesses may be narrowed by. */
export interface AccessSearch {
  readonly subject?: string | null;
  readonly client?: string | null;
  readonly officer?: string | null;
  readonly field?: string | null;
  readonly case?: string | null;
}

interface Criterion {
  readonly index: string;
  readonly holds: (row: LogRow, word: string) => boolean;
}

/** What tells the fewest rows apart comes first: its index is read along, and the others are asked where to go on. */
const criteria: Readonly<Record<keyof AccessSearch, Criterion>> = {
  subject: { index: 'bySubject', holds: ({ subjects }, word) => subjects.includes(word) },
  case: { index: 'byCase', holds: (row, word) => row.case === word },
  officer: { index: 'byOfficer', holds: ({ actor }, word) => actor === word },
  field: { index: 'byField', holds: ({ coordinates }, word) => coordinates.includes(word) },
  client: { index: 'byClient', holds: ({ client }, word) => client === word },
};

/** Where a search is looked up, and what its rows must hold besides. */
export function lookUp(search: AccessSearch): Pick<AccessList, 'index' | 'equals' | 'besides'> {
  const [first, ...besides] = Object.entries(criteria).flatMap(([name, { index, holds }]) => {
    const word = search[name as keyof AccessSearch];
    if (word === null || word === undefined) return [];
    return [{ index, equals: [word], holds: (row: LogRow) => holds(row, word) }];
  });
  return first ? { index: first.index, equals: first.equals, besides } : { index: 'byTime', equals: [] };
}

/**
 * How the caller stands to the accesses to a citizen's data: the citizen themself, whoever Population has proven may act
 * for them, the hub's own officers.
 */
export function relationToSubject(citizen: string, scope: HubScope): Relation {
  const { citizen: own, relations } = knownCaller(scope);
  if (isHubOfficer(scope)) return 'DUTY';
  if (own === citizen) return 'SELF';
  return relations.represented?.includes(citizen) === true ? 'REPRESENTED' : 'NONE';
}
