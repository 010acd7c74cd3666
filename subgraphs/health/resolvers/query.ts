import type { CallScope } from '../../kit/subgraph.ts';
import { facilityDelays } from '../promptness/facility-delays.ts';
import { facilityPromptness } from '../promptness/facility-promptness.ts';
import type { HealthSources } from '../sources.ts';

type Context = CallScope & HealthSources;

interface CodeArguments {
  readonly kind: string;
  readonly issuerCode: string;
  readonly code: string;
}

/** Entry points of the medical papers. */
export const queryResolvers = {
  facilityDelays,
  facilityPromptness,
  medicalDocument: (_root: unknown, { id }: { id: string }, { papers }: Context) => papers.load(id),
  medicalDocumentByCode: async (
    _root: unknown,
    { kind, issuerCode, code }: CodeArguments,
    { paperLists }: Context,
  ) => {
    const equals = [issuerCode, kind, code];
    const [latest] = await paperLists.load({ index: 'byCode', equals, limit: 1, order: 'desc' });
    return latest ?? null;
  },
};
