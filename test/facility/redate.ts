import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** Fields of papers that identify a person or the paper: nothing in them is moved, even if it looks like a day. */
const fixed: readonly string[] = ['birthDate', 'motherBirthDate', 'fatherBirthDate', 'childBornOn'];

/**
 * The same paper about an event of another day: all its days and instants move together. Its own numbers get a mark, so
 * that it is another paper.
 *
 * @param day ISO day of the event
 */
export function redate<T extends MedicalDocumentRecord>(paper: T, day: string, mark: string): T {
  const shift = Math.round((Date.parse(day) - Date.parse(paper.eventDate)) / dayLength) * dayLength;
  const moved = move(paper, shift) as T;
  const { origin: _origin, supersedes: _supersedes, ...rest } = moved;
  return {
    ...rest,
    code: renumber(paper, mark),
    ...('number' in paper && { number: `${paper.number}-${mark}` }),
    ...(paper.episodeId !== undefined && { episodeId: `${paper.episodeId}.${mark}` }),
  } as T;
}

/** National codes of notices have a form of their own. */
function renumber({ kind, code }: MedicalDocumentRecord, mark: string): string {
  const digits = String(Number.parseInt(mark, 36) % 100_000).padStart(5, '0');
  if (kind === 'MEDICAL_BIRTH_NOTICE' || kind === 'MEDICAL_DEATH_NOTICE') {
    const [facility = '', type = '', , year = ''] = code.split('.');
    return [facility, type, digits, year].join('.');
  }
  return `${code}.${mark}`;
}

function move(value: unknown, shift: number): unknown {
  if (Array.isArray(value)) return value.map((one) => move(one, shift));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, fixed.includes(name) ? one : move(one, shift)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return new Date(Date.parse(value) + shift).toISOString().slice(0, 10);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return new Date(Date.parse(value) + shift).toISOString().replace('.000Z', 'Z');
  return value;
}
