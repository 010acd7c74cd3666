import { describe, expect, it } from 'vitest';
import type { MedicalDocumentRecord } from '../../../../subgraphs/health/collections.ts';
import { hospitalFile, portalFile, type OutgoingFile } from '../../../facility/hospital.ts';
import { citizenOf, kept, openDesk } from './desk.ts';
import { arrival, eventDay, samplePaper } from './sample-papers.ts';

type Kind = MedicalDocumentRecord['kind'];

/** What the record has that no paper says, or that is another's to say. */
const notOfThePaper = [
  'id',
  'citizenId',
  'signature',
  'receivedAt',
  'updatedAt',
  'templateVersion',
  'status',
];
/** What the intake cannot know: lists of diseases and people are kept elsewhere. */
const notKnown = ['isListedLongTermDisease', 'hadSurgery', 'childId', 'fatherId', 'partyIds'];

/** Fields that a form has no tag for, or that the generator does not send. */
const withoutTag: Readonly<Record<string, readonly string[]>> = {
  'DISCHARGE_PAPER XML130': ['icd10Name', 'motherSiNumber', 'fatherSiNumber'],
  'DISCHARGE_PAPER PL02': ['episodeId', 'motherName', 'fatherName', 'motherSiNumber', 'fatherSiNumber'],
  'MEDICAL_RECORD_SUMMARY XML130': ['code', 'icd10Name', 'internalMedicine', 'treatmentPlan'],
  'MEDICAL_RECORD_SUMMARY PL02': [
    'episodeId',
    'employerName',
    'internalMedicine',
    'treatmentPlan',
    'outcome',
  ],
  'MEDICAL_BIRTH_NOTICE XML130': [
    'code',
    'childTemporaryCard',
    'motherSiNumber',
    'motherCardNumber',
    'motherProvinceCode',
    'motherCommuneCode',
    'fatherBirthDate',
    'fatherIdNumber',
  ],
  'MEDICAL_BIRTH_NOTICE PL02': ['episodeId', 'childTemporaryCard', 'motherCardNumber', 'fatherBirthDate'],
  'PREGNANCY_REST_CERTIFICATE XML130': ['icd10Name', 'gestationWeeks'],
  'PREGNANCY_REST_CERTIFICATE PL02': ['episodeId'],
  'SICK_LEAVE_CERTIFICATE XML130': ['icd10Name', 'motherName', 'fatherName', 'practitionerName'],
  'SICK_LEAVE_CERTIFICATE PL02': [
    'episodeId',
    'treatmentMethod',
    'pregnancyTerminated',
    'motherName',
    'fatherName',
  ],
  'TRANSFER_PAPER XML130': [],
  'MEDICAL_DEATH_NOTICE PL02': ['episodeId'],
};

const files = Object.keys(withoutTag).map((name) => name.split(' ') as [Kind, 'XML130' | 'PL02']);

function fileOf(kind: Kind, channel: string): OutgoingFile {
  const sample = samplePaper(kind);
  const file = channel === 'PL02' ? portalFile(sample, arrival) : hospitalFile([sample], arrival);
  if (!file) throw new Error(`no form of ${kind} in ${channel}`);
  return file;
}

/** What a record says but for these fields; of its patient what every form has. */
function without(paper: MedicalDocumentRecord, skipped: readonly string[]): object {
  const said = Object.entries(paper).filter(([field]) => !skipped.includes(field) && field !== 'patient');
  if (!('patient' in paper)) return Object.fromEntries(said);
  const { fullName, birthYear, gender, idDocumentNumber } = paper.patient;
  return { ...Object.fromEntries(said), patient: { fullName, birthYear, gender, idDocumentNumber } };
}

describe('a signed file of a facility', () => {
  it.each(files)('brings a %s as it was written (%s)', async (kind, channel) => {
    const { paper, number } = samplePaper(kind);
    const bench = await openDesk();
    await bench.register(paper.issuer);
    const receipt = kept(await bench.send(fileOf(kind, channel)));
    expect(receipt.papers).toMatchObject([{ outcome: 'FILED', kind, edition: 1, findings: [] }]);
    const [filed] = await bench.papers();
    expect(filed).toMatchObject({
      kind,
      eventDate: eventDay,
      citizenId: citizenOf(number),
      issuer: paper.issuer,
    });
    const skipped = [...notOfThePaper, ...notKnown, ...(withoutTag[`${kind} ${channel}`] ?? [])];
    expect(filed).toMatchObject(without(paper, skipped));
  });

  it('is proven: the paper keeps signer, time, certificate and digest of the signed bytes', async () => {
    const { paper } = samplePaper('DISCHARGE_PAPER');
    const bench = await openDesk();
    await bench.register(paper.issuer);
    const file = kept(await bench.send(fileOf('DISCHARGE_PAPER', 'PL02')));
    const [filed] = await bench.papers();
    expect(filed?.signature).toEqual({
      status: 'VALID',
      signer: paper.issuer.name,
      signedAt: '2026-11-26T08:00:00.000Z',
    });
    expect(filed?.origin).toMatchObject({
      file: file.id,
      digest: file.digest,
      certificate: file.certificate,
      verifiedAt: arrival,
    });
    expect(Buffer.from(file.original, 'base64').toString()).toBe(fileOf('DISCHARGE_PAPER', 'PL02').xml);
  });

  it('names the father of a child by the number on the notice', async () => {
    const { paper } = samplePaper('MEDICAL_BIRTH_NOTICE');
    const bench = await openDesk();
    await bench.register(paper.issuer);
    await bench.send(fileOf('MEDICAL_BIRTH_NOTICE', 'PL02'));
    expect(await bench.papers()).toMatchObject([{ fatherId: citizenOf(paper.fatherIdNumber ?? '') }]);
  });
});
