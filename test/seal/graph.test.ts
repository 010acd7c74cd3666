import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareBeside } from '../../subgraphs/kit/seal/verify/compare-beside.ts';
import { sealsIn } from '../../subgraphs/kit/seal/verify/seals-in.ts';
import { verifyDocument, type VerifiedDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { knownPerson, recordKnownPerson } from '../access/matrix/known-person.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { developmentKeys } from './development-keys.ts';

const keys = developmentKeys();
const citizen: Asker = { persona: 'citizen', citizen: knownPerson.id };
const clear = { kind: 'DISCHARGE_PAPER', version: 1 };

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordKnownPerson(hub.stores);
});
afterAll(() => hub.stop());

/** The documents whose seals an operation gets. */
async function sealed(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  asker = citizen,
): Promise<readonly VerifiedDocument[]> {
  const { data } = await hub.ask(query, variables, asker);
  return Promise.all(sealsIn(data).map(({ seal }) => verifyDocument(seal, { keys })));
}

const paper = (selection: string) =>
  `{ medicalDocument(id: "DISCHARGE_PAPER") { ... on DischargePaper { ${selection} } } }`;

describe('a seal tells what is selected beside it', () => {
  test('and nothing, where nothing is', async () => {
    const [document] = await sealed(paper('seal'));
    expect(document).toMatchObject({ id: 'DISCHARGE_PAPER', claims: clear });
  });

  test('under aliases, by the names of the fields', async () => {
    const [document] = await sealed(
      paper('a: seal  icd10Code: issuedOn  code: hadSurgery  x: issuer { name: code }'),
    );
    expect(document?.claims).toEqual({
      ...clear,
      issuedOn: '2026-03-06',
      hadSurgery: true,
      issuer: { code: knownPerson.maker },
    });
  });

  test('through fragments, named and not, on the type and on its interfaces', async () => {
    const [document] = await sealed(
      `query { medicalDocument(id: "DISCHARGE_PAPER") {
        ...Head  ... on DischargePaper { seal  ... { hadSurgery }  patient { ...Person } }
        ... on SickLeaveCertificate { leaveFrom } } }
      fragment Head on MedicalDocument { issuedOn  ... on Document { issuer { name } } }
      fragment Person on PrintedPerson { birthYear }`,
    );
    expect(document?.claims).toEqual({
      ...clear,
      issuedOn: '2026-03-06',
      issuer: { name: 'Nơi lập giấy tờ thử nghiệm' },
      hadSurgery: true,
      patient: { birthYear: 1990 },
    });
  });

  test('all of it, where an object is selected several times', async () => {
    const [document] = await sealed(
      paper('seal  patient { fullName }  p: patient { address }  ... { patient { birthYear } }'),
    );
    expect(document?.claims['patient']).toEqual({
      fullName: 'Nguyễn Thị Thử Nghiệm',
      address: 'Số 5 Đường Thử',
      birthYear: 1990,
    });
  });

  test('but not what is skipped, or not included', async () => {
    const query = `query ($no: Boolean!, $yes: Boolean! = true) ${paper(
      'seal  issuedOn @include(if: $no)  hadSurgery @skip(if: $yes)  ... @include(if: $yes) { icd10Code }',
    )}`;
    const [document] = await sealed(query, { no: false });
    expect(document?.claims).toEqual({ ...clear, icd10Code: 'J18.9' });
  });

  test('at each row of a list for itself, and by its own type', async () => {
    const documents = await sealed(`{ citizen(id: "${knownPerson.id}") { medicalDocuments { edges { node {
      ... on DischargePaper { seal hadSurgery }
      ... on SickLeaveCertificate { seal leaveFrom }
    } } } } }`);
    expect(documents.map(({ type, claims }) => [type, Object.keys(claims)]).toSorted()).toEqual([
      ['DischargePaper', ['kind', 'version', 'hadSurgery']],
      ['SickLeaveCertificate', ['kind', 'version', 'leaveFrom']],
    ]);
  });

  test('of objects in lists too, and says of which claim a decision is', async () => {
    const [document] = await sealed(
      `{ claim(id: "${knownPerson.claim}") { decision { seal number lines { title amount } } } }`,
    );
    expect(document).toMatchObject({
      agency: 'vss',
      type: 'BenefitDecision',
      claims: {
        claim: knownPerson.claim,
        number: '1/QĐ',
        lines: [{ title: 'Sẩy thai', amount: 3_600_000 }],
      },
    });
  });

  test('also where a claim leads to the paper, and another agency speaks of it beside', async () => {
    const officer: Asker = {
      persona: 'vss-officer',
      organisation: knownPerson.office,
      case: knownPerson.claim,
    };
    const documents = await sealed(
      `{ claim(id: "${knownPerson.claim}") { evidence { document {
        ... on MedicalBirthNotice { seal deliveredBySurgery registration { outcome } }
        ... on BirthRegistration { seal registeredOn }
      } } } }`,
      {},
      officer,
    );
    expect(documents.map(({ agency, type }) => [agency, type])).toEqual([
      ['health', 'MedicalBirthNotice'],
      ['justice', 'BirthRegistration'],
    ]);
    expect(documents[0]?.claims).toMatchObject({ deliveredBySurgery: true });
    expect(documents[0]?.claims).not.toHaveProperty('registration');
  });

  test('with the digest of the file that its facility signed, and of the certificate', async () => {
    const [document] = await sealed(paper('seal signature { originalDigest certificateThumbprint signer }'));
    expect(document?.claims['signature']).toEqual({
      originalDigest: 'digest-of-signed-file',
      certificateThumbprint: 'digest-of-certificate',
      signer: 'Nơi lập giấy tờ thử nghiệm',
    });
  });

  test('as it is masked, with no way back to the value', async () => {
    const { data, text } = await hub.ask(paper('seal code issuer { code }'), {}, { persona: 'auditor' });
    const [found] = sealsIn(data);
    const document = await verifyDocument(found?.seal ?? '', { keys });
    expect(document.claims).toEqual({
      ...clear,
      'code:LAST4': '****APER',
      issuer: { 'code:PRESENCE': '****' },
    });
    const disclosed = (found?.seal ?? '').split('~').slice(1);
    const plain = disclosed.map((each) => Buffer.from(each, 'base64url').toString()).join();
    expect(plain).not.toContain(knownPerson.maker);
    expect(text).not.toContain(knownPerson.maker);
  });
});

describe('what stands beside a seal', () => {
  let beside: Readonly<Record<string, unknown>>;
  let document: VerifiedDocument;
  beforeAll(async () => {
    const { data } = await hub.ask(
      paper('id kind status seal issuedOn patient { fullName } subject { id fullName }'),
      {},
      citizen,
    );
    const [found] = sealsIn(data);
    beside = found?.beside ?? {};
    document = await verifyDocument(found?.seal ?? '', { keys });
  });

  test('is compared with what was sealed; what it does not prove is named', () => {
    expect(compareBeside(document, beside)).toEqual(['status', 'subject.fullName']);
    expect(compareBeside(document, { ...beside, note: 'Thêm vào' })).toContain('note');
  });

  test.each([
    ['a changed value', { issuedOn: '2026-03-07' }, 'OTHER_VALUE'],
    ['a changed value inside of an object', { patient: { fullName: 'Ai Khác' } }, 'OTHER_VALUE'],
    ['an object for a value', { issuedOn: { day: 1 } }, 'OTHER_VALUE'],
    ['a value for an object', { patient: 'Ai Khác' }, 'OTHER_VALUE'],
    ['another kind', { kind: 'SICK_LEAVE_CERTIFICATE' }, 'OTHER_VALUE'],
    ['another person', { subject: { id: 'somebody-else' } }, 'OTHER_VALUE'],
    ['another document', { id: 'SICK_LEAVE_CERTIFICATE' }, 'OTHER_DOCUMENT'],
  ])('is refused with %s', (_what, change, code) => {
    expect(() => compareBeside(document, { ...beside, ...change })).toThrow(code);
  });
});

test('the log says that a seal was disclosed, and names no value of it', async () => {
  await hub.ask(paper('seal'), {}, citizen);
  const entry = JSON.stringify(hub.log.entries().at(-1));
  expect(entry).toContain('DischargePaper.seal');
  expect(entry).not.toContain('eyJ');
});
