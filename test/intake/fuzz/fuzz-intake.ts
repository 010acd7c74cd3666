import { setTimeout as pause } from 'node:timers/promises';
import { medicalDocuments, type MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import { hospitalFile, portalFile, submissionOf, type OutgoingFile } from '../../facility/hospital.ts';
import { headersOf, type HubUnderTest } from '../../scenario/running-hub.ts';
import { samplePaper } from '../../subgraphs/health/intake/sample-papers.ts';
import { randomStream } from '../../world/random.ts';
import { mutate } from './mutate.ts';

/** What came of a fuzz. */
export interface FuzzResult {
  readonly runs: number;
  /** How often each HTTP status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What must never be, in words without a value. */
  readonly findings: readonly string[];
}

const kinds = [
  'DISCHARGE_PAPER',
  'SICK_LEAVE_CERTIFICATE',
  'MEDICAL_BIRTH_NOTICE',
  'TRANSFER_PAPER',
  'MEDICAL_RECORD_SUMMARY',
  'MEDICAL_DEATH_NOTICE',
  'PREGNANCY_REST_CERTIFICATE',
] as const;

/** How many files are under way at once. */
const atOnce = 4;

/**
 * Sends mutated files to a hub that has the originals. Nothing may fail; and whatever is accepted must be one of the
 * papers that is there already: a change that the signature does not cover, such as a space between two attributes, changes
 * no paper.
 */
export async function fuzzIntake(
  hub: HubUnderTest,
  {
    runs,
    seed,
    onProgress = () => undefined,
  }: { readonly runs: number; readonly seed: string; readonly onProgress?: (done: number) => void },
): Promise<FuzzResult> {
  const originals = makeOriginals(seed);
  for (const file of originals) {
    const { status, text } = await send(hub, file, Buffer.from(file.xml));
    if (status !== 200 || !text.includes('"FILED"')) throw new Error(`an original was not taken: ${text}`);
  }
  const papers = await everyPaper(hub);
  const statuses = new Map<number, number>();
  const findings: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let run = next++; run < runs; run = next++) {
      const random = randomStream(seed, 'fuzz', run);
      const file = random.pick(originals);
      const changed = mutate(Buffer.from(file.xml), random);
      const { status, text } = await send(hub, file, changed, random.chance(0.05) ? mutate : undefined, run);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) findings.push(`run ${run}: HTTP ${status}`);
      if (/"outcome":"(FILED|WAITING)"/.test(text) && !isOriginal(text, papers)) {
        findings.push(`run ${run}: a changed file was accepted`);
      }
      onProgress(run + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (JSON.stringify(await everyPaper(hub)) !== JSON.stringify(papers))
    findings.push('the papers have changed');
  findings.push(...hub.faults.map((line) => `fault: ${line.split('\n')[0]}`));
  return { runs, statuses, findings };

  async function send(
    target: HubUnderTest,
    file: OutgoingFile,
    bytes: Buffer,
    alsoBody?: typeof mutate,
    run = 0,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { body, contentType } = submissionOf({ ...file, xml: '' });
    const encoded = bytes.toString('base64');
    const whole = contentType.includes('json')
      ? body.replace('"fileHSBase64":""', `"fileHSBase64":"${encoded}"`)
      : `${body}${encodeURIComponent(encoded)}`;
    const sent = alsoBody
      ? alsoBody(Buffer.from(whole), randomStream(seed, 'body', run))
      : Buffer.from(whole);
    const headers = await headersOf({ persona: 'facility-clerk', organisation: file.facility });
    const answer = await fetch(`${target.hub.url}/intake/${file.path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType },
      body: new Uint8Array(sent),
    });
    const text = await answer.text();
    if (answer.status !== 429) return { status: answer.status, text };
    // The quota of the client is not what is tested: the same file again once it is open.
    await pause(Number(answer.headers.get('retry-after')) * 1000);
    return send(target, file, bytes, alsoBody, run);
  }
}

/** Every paper that the answer tells of was there before. */
function isOriginal(text: string, papers: readonly MedicalDocumentRecord[]): boolean {
  const ids = Array.from(text.matchAll(/"id":"([^"]*)"/g), ([, id]) => id);
  return ids.length > 0 && ids.every((id) => papers.some((paper) => paper.id === id));
}

function makeOriginals(mark: string): readonly OutgoingFile[] {
  const now = Temporal.Now.instant().toString({ smallestUnit: 'second' });
  return kinds.flatMap((kind, at) =>
    [
      hospitalFile([samplePaper(kind, `${mark}h${at}`)], now) ?? [],
      portalFile(samplePaper(kind, `${mark}p${at}`), now) ?? [],
    ].flat(),
  );
}

async function everyPaper(hub: HubUnderTest): Promise<readonly MedicalDocumentRecord[]> {
  const collection = await hub.stores.health.collection(medicalDocuments);
  return collection.find({ index: 'byCode', equals: [], limit: 10_000 });
}
