import type { MedicalDocumentRecord } from '../../../../subgraphs/health/collections.ts';
import type { OutgoingPaper } from '../../../facility/hospital.ts';
import { redate } from '../../../facility/redate.ts';
import { defaultDay, generateWorld } from '../../../world/generate-world.ts';

type Kind = MedicalDocumentRecord['kind'];

/** When files arrive in these tests, and the day of the events that their papers attest. */
export const arrival = '2026-11-26T08:00:00Z';
export const eventDay = '2026-11-20';

let known: ReadonlyMap<Kind, OutgoingPaper> | undefined;

/** A paper of a kind out of the synthetic world, about an event of `eventDay`, and the number of its person. */
export function samplePaper<K extends Kind>(
  kind: K,
  mark = 'a1',
): { readonly paper: Extract<MedicalDocumentRecord, { kind: K }>; readonly number: string } {
  known ??= collectSamples();
  const found = known.get(kind);
  if (found?.number === undefined) throw new Error(`the small world has no ${kind}`);
  const paper = redate(found.paper, eventDay, mark) as Extract<MedicalDocumentRecord, { kind: K }>;
  return { paper, number: found.number };
}

/** The first paper of each kind about somebody with a number that is no correction, and the fullest at that. */
function collectSamples(): ReadonlyMap<Kind, OutgoingPaper> {
  const samples = new Map<Kind, OutgoingPaper>();
  for (const records of generateWorld({ seed: 'scenario', population: 200, asOf: defaultDay })) {
    const numbers = new Map(
      records.flatMap(({ collection, doc }) => {
        const number =
          collection === 'citizens'
            ? doc.identifiers.find(({ kind }) => kind === 'PERSONAL_NUMBER')
            : undefined;
        return number ? [[doc.id, number.value] as const] : [];
      }),
    );
    for (const { collection, doc } of records) {
      if (collection !== 'medicalDocuments' || doc.edition > 1 || doc.status === 'SUPERSEDED') continue;
      const number = numbers.get(doc.citizenId);
      const before = samples.get(doc.kind);
      const isFuller = Object.keys(doc).length > Object.keys(before?.paper ?? {}).length;
      if (number !== undefined && isFuller) samples.set(doc.kind, { paper: doc, number });
    }
  }
  return samples;
}
