import { describe, expect, test } from 'vitest';
import type { MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import { receivedFiles } from '../../../subgraphs/health/intake/filing/received-file.ts';
import { caller } from '../access/caller.ts';
import { askEntities } from '../ask-entities.ts';
import { at } from '../walk-pages.ts';
import { kinds, openHealth, paper } from './records.ts';

const typenames = [
  'DischargePaper',
  'SickLeaveCertificate',
  'MedicalBirthNotice',
  'TransferPaper',
  'MedicalRecordSummary',
  'MedicalDeathNotice',
  'MedicalAssessmentRecord',
  'PregnancyRestCertificate',
];

/** Asks of the paper with the id `p`. */
async function askPaper(papers: readonly MedicalDocumentRecord[], selection: string) {
  const subgraph = await openHealth(...papers);
  return at(await subgraph.run(`{ medicalDocument(id: "p") { ${selection} } }`), 'medicalDocument');
}

describe('a medical paper', () => {
  test('is of the type of its kind', async () => {
    const subgraph = await openHealth(...kinds.map((kind) => paper(kind, kind)));
    const questions = kinds.map((kind) => `${kind}: medicalDocument(id: "${kind}") { __typename kind }`);
    const answer = await subgraph.run(`{ ${questions.join('\n')} }`);
    expect(kinds.map((kind) => at(answer, kind, 'kind'))).toEqual(kinds);
    const types = kinds.map((kind) => at<string>(answer, kind, '__typename'));
    expect(types.toSorted()).toEqual(typenames.toSorted());
  });

  test('answers a reference from another agency, and a reference of the wrong type not at all', async () => {
    const subgraph = await openHealth(paper('DISCHARGE_PAPER', 'd'));
    const right = await askEntities(subgraph, 'DischargePaper', ['d', 'unknown'], 'id dischargeDiagnosis');
    expect(right.entities).toEqual([{ id: 'd', dischargeDiagnosis: 'Viêm phổi' }, null]);
    const wrong = await askEntities(subgraph, 'MedicalDeathNotice', ['d'], 'id causeOfDeath');
    expect(wrong.entities).toEqual([null]);
  });

  test('tells its edition apart from the writes of the store', async () => {
    const stored = { ...paper('DISCHARGE_PAPER', 'p', { edition: 2, supersedes: 'd1' }), version: 7 };
    const selection = 'version supersedes source { agency version asOf } subject { id }';
    expect(await askPaper([stored], selection)).toEqual({
      version: 2,
      supersedes: 'd1',
      source: { agency: 'HEALTH', version: 7, asOf: '2026-03-06T10:00:01Z' },
      subject: { id: 'citizen-a' },
    });
  });

  test('is found by its number in its latest edition', async () => {
    const elsewhere = { issuer: { code: '01002', name: 'Khác' } };
    const subgraph = await openHealth(
      paper('DISCHARGE_PAPER', 'd1', { code: 'N1', status: 'SUPERSEDED' }),
      paper('DISCHARGE_PAPER', 'd2', { code: 'N1', edition: 2, supersedes: 'd1' }),
      paper('DISCHARGE_PAPER', 'd3', { code: 'N1', edition: 3, ...elsewhere }),
    );
    const { data } = await subgraph.run(
      `{ found: medicalDocumentByCode(kind: DISCHARGE_PAPER, issuerCode: "01001", code: "N1") { id }
         other: medicalDocumentByCode(kind: TRANSFER_PAPER, issuerCode: "01001", code: "N1") { id } }`,
    );
    expect(data).toEqual({ found: { id: 'd2' }, other: null });
  });

  test('names the other papers of its stay, of the same person and facility alone', async () => {
    const papers = [
      paper('MEDICAL_DEATH_NOTICE', 'p'),
      paper('MEDICAL_RECORD_SUMMARY', 's'),
      paper('DISCHARGE_PAPER', 'x', { citizenId: 'citizen-b' }),
      paper('DISCHARGE_PAPER', 'y', { issuer: { code: '01002', name: 'Khác' } }),
      paper('DISCHARGE_PAPER', 'z', { episodeId: 'episode-2' }),
    ];
    const selection = 'sameEpisode(first: 1) { nodes { __typename id } pageInfo { hasNextPage } }';
    expect(await askPaper(papers, selection)).toEqual({
      sameEpisode: {
        nodes: [{ __typename: 'MedicalRecordSummary', id: 's' }],
        pageInfo: { hasNextPage: false },
      },
    });
  });

  test('of no stay has no other papers', async () => {
    const assessments = ['p', 'q'].map((id) => {
      const { episodeId: _episode, ...assessment } = paper('MEDICAL_ASSESSMENT_RECORD', id);
      return assessment;
    });
    expect(await askPaper(assessments, 'sameEpisode { nodes { id } }')).toEqual({
      sameEpisode: { nodes: [] },
    });
  });

  test('serves the fields that bear another name in the graph', async () => {
    const birth = paper('MEDICAL_BIRTH_NOTICE', 'p', { note: 'x' });
    expect(await askPaper([birth], '... on MedicalBirthNotice { genderAtBirth deliveryNote }')).toEqual({
      genderAtBirth: 'FEMALE',
      deliveryNote: 'x',
    });
    const death = paper('MEDICAL_DEATH_NOTICE', 'p', { icd10Code: 'J18', icd10Name: 'Viêm phổi' });
    expect(await askPaper([death], '... on MedicalDeathNotice { causeIcd10Code causeIcd10Name }')).toEqual({
      causeIcd10Code: 'J18',
      causeIcd10Name: 'Viêm phổi',
    });
  });
});

describe('answers in place of the text of a paper', () => {
  test('tells a late loss by its band and that the days keep their cap', async () => {
    const certificate = paper('SICK_LEAVE_CERTIFICATE', 'p', {
      pregnancyTerminated: true,
      terminationReason: 'x',
      gestationWeeks: 14,
      leaveDays: 40,
      icd10Code: 'A15',
      isListedLongTermDisease: true,
    });
    const fields = 'lossBand withinLeaveCap isTuberculosis isListedLongTermDisease';
    expect(await askPaper([certificate], `... on SickLeaveCertificate { ${fields} }`)).toEqual({
      lossBand: 'FROM_13_TO_21_WEEKS',
      withinLeaveCap: true,
      isTuberculosis: true,
      isListedLongTermDisease: true,
    });
  });

  test('says null, not no, where the paper does not say', async () => {
    const { icd10Code: _code, ...uncoded } = paper('DISCHARGE_PAPER', 'p');
    const fields = 'lossBand withinLeaveCap isTuberculosis isListedLongTermDisease hadSurgery';
    expect(await askPaper([uncoded], `... on DischargePaper { ${fields} }`)).toEqual({
      lossBand: null,
      withinLeaveCap: null,
      isTuberculosis: null,
      isListedLongTermDisease: null,
      hadSurgery: null,
    });
  });

  test('finds tuberculosis among the other diseases of a transfer and in a summary without code', async () => {
    const yes = { isTuberculosis: true };
    const transfer = paper('TRANSFER_PAPER', 'p', { otherIcd10Codes: ['I10', 'A17'] });
    expect(await askPaper([transfer], '... on TransferPaper { isTuberculosis }')).toEqual(yes);
    const { icd10Code: _code, ...summary } = paper('MEDICAL_RECORD_SUMMARY', 'p', {
      severeTuberculosis: true,
    });
    expect(await askPaper([summary], '... on MedicalRecordSummary { isTuberculosis }')).toEqual(yes);
  });

  test.each([
    ['in force', {}, 'FULL'],
    ['withdrawn', { status: 'WITHDRAWN' }, 'NONE'],
  ] as const)('covers days with a paper that is %s', async (_name, changes, extent) => {
    const selection = '... on TransferPaper { covers(from: "2026-03-02", to: "2026-03-04") }';
    expect(await askPaper([paper('TRANSFER_PAPER', 'p', changes)], selection)).toEqual({ covers: extent });
  });

  test('gives the band of a pregnancy on the certificate of rest', async () => {
    const selection = '... on PregnancyRestCertificate { gestationBand withinLeaveCap }';
    expect(await askPaper([paper('PREGNANCY_REST_CERTIFICATE', 'p')], selection)).toEqual({
      gestationBand: 'FROM_5_TO_12_WEEKS',
      withinLeaveCap: true,
    });
  });
});

describe('the signed file of a birth notice', () => {
  const [mother, child] = ['citizen-a', 'citizen-child'];
  /** Asks as the mother, who represents others or not. */
  async function originalOf(given: Partial<MedicalDocumentRecord>, represented: readonly string[] = []) {
    const {
      fatherId: _id,
      fatherName: _name,
      fatherIdNumber: _number,
      fatherBirthDate: _day,
      ...notice
    } = {
      ...paper('MEDICAL_BIRTH_NOTICE', 'p', {
        origin: { file: 'f', place: 1, digest: 'd', contentDigest: 'c', verifiedAt: at0 },
      }),
      childId: child,
    };
    const subgraph = await openHealth({ ...notice, ...given } as MedicalDocumentRecord);
    await subgraph.put(receivedFiles, {
      id: 'f',
      version: 1,
      facilityCode: '01001',
      original: 'PD94',
      digest: 'd',
      receivedAt: at0,
      isCorrection: false,
      state: 'DONE',
      triedAt: at0,
      papers: [{ file: 'XML', paper: 1, outcome: 'FILED', id: 'p', citizenId: mother, findings: [] }],
    });
    const asked = '{ medicalDocument(id: "p") { signedOriginal } }';
    const answer = await subgraph.run(asked, {}, caller({ citizen: mother, relations: { represented } }));
    return at(answer, 'medicalDocument', 'signedOriginal');
  }
  const at0 = '2026-10-01T00:00:00Z';

  test('is for the mother who represents the child, and for nobody by whom the child is not represented', async () => {
    expect(await originalOf({}, [child])).toBe('PD94');
    expect(await originalOf({})).toBeNull();
  });

  test.each(['fatherIdNumber', 'fatherName', 'fatherId', 'surrogateName', 'surrogateIdNumber'])(
    'is not for the mother where it names somebody in %s',
    async (field) => {
      expect(await originalOf({ [field]: 'somebody' }, [child])).toBeNull();
    },
  );
});
