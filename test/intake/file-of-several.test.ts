import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { key } from '../acts/civil-acts.ts';
import { change, numberIn, recordOf } from '../acts/population-acts.ts';
import { portalFile, submissionOf, type OutgoingFile } from '../facility/hospital.ts';
import { headersOf, startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' });

/** A notice of a mother's, about a father who is her ward. */
async function noticeOfWard() {
  const { paper, number } = samplePaper('MEDICAL_BIRTH_NOTICE', 's1');
  const father = hub.citizenOf('pregnancyLoss');
  const pair = { citizen: father, kind: 'GUARDIAN', relative: paper.citizenId };
  await change(hub, 'recordRelation', { key: key(), ...pair, validFrom: '2026-03-02', provenBy: 'COURT' });
  const fatherIdNumber = numberIn(await recordOf(hub, father));
  if (fatherIdNumber === undefined) throw new Error('the father has a number');
  return { paper: { ...paper, fatherIdNumber }, number, father };
}

async function send(file: OutgoingFile | undefined): Promise<string> {
  if (!file) throw new Error('no form');
  const { body, contentType } = submissionOf(file);
  const headers = await headersOf({ persona: 'facility-clerk', organisation: file.facility });
  const answer = await fetch(`${hub.hub.url}/intake/${file.path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': contentType },
    body,
  });
  const { report } = (await answer.json()) as { readonly report: { readonly papers: readonly unknown[] } };
  for (const paper of report.papers) expect(paper).toMatchObject({ outcome: 'FILED' });
  return Buffer.from(file.xml).toString('base64');
}

/** The file of a paper as its person is given it, and whom the log tells of that. */
async function given({ code, issuer, citizenId: citizen }: MedicalDocumentRecord) {
  const answer = await hub.ask(
    `query ($code: String!, $of: String!) {
       medicalDocumentByCode(kind: MEDICAL_BIRTH_NOTICE, issuerCode: $of, code: $code) {
         ... on MedicalBirthNotice { signedOriginal }
       }
     }`,
    { code, of: issuer.code },
    { persona: 'citizen', citizen },
  );
  const entry = hub.log.entries().findLast(({ caller }) => caller.citizen === citizen);
  const told = entry?.disclosures.filter(({ full }) => full?.includes('MedicalBirthNotice.signedOriginal'));
  const found = answer.data?.['medicalDocumentByCode'] as { readonly signedOriginal: string | null } | null;
  return { file: found?.signedOriginal, told: told?.flatMap(({ subjects }) => subjects).toSorted() };
}

it('a mother who is guardian of the father is given the signed notice with his data, and the log tells him too', async () => {
  const { paper, number, father } = await noticeOfWard();
  const file = await send(portalFile({ paper, number }, now()));
  const shown = await given(paper);
  expect(shown.file).toBe(file);
  expect(shown.told).toEqual([paper.citizenId, father].toSorted());
});

it('a file that is not given tells nobody but whose paper it is', async () => {
  const { paper, number } = samplePaper('MEDICAL_BIRTH_NOTICE', 's2');
  await send(portalFile({ paper, number }, now()));
  const shown = await given(paper);
  expect(shown).toEqual({ file: null, told: [paper.citizenId] });
});
