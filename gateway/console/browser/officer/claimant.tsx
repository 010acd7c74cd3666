import type { AnswerError } from '../graph/ask.ts';
import { Fact } from '../parts/fact.tsx';
import { Table } from '../parts/table.tsx';
import { WhyEmpty } from '../parts/why-empty.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';

/** What of the claimant an officer may see for the case. */
export interface ClaimantFacts {
  readonly fullName: string | null;
  readonly birthDate: string | null;
  readonly insurance: { readonly siNumber: string | null; readonly status: string | null } | null;
  readonly medicalDocuments: { readonly nodes: readonly ClaimantPaper[] | null } | null;
}

interface ClaimantPaper {
  readonly __typename: string;
  readonly id: string;
  readonly issuedOn: string | null;
  readonly signature: { readonly status: string | null } | null;
  /** Of a discharge paper; undefined for other papers. */
  readonly dischargeDiagnosis?: string | null;
}

/** Who claims, and the papers about them. */
export function Claimant({
  claimant,
  errors,
  caseNumber,
}: {
  readonly claimant: ClaimantFacts;
  readonly errors: readonly AnswerError[];
  readonly caseNumber: string;
}) {
  const words = useWords();
  const language = useLanguage();
  const insured = useCodes('insuranceStatus');
  const documentName = useCodes('document');
  const signatureState = useCodes('signature');
  const at = (coordinate: string, path: string) => ({
    coordinate,
    path: `claimByNumber.claimant.${path}`,
    errors,
    caseNumber,
  });
  const { fields } = words.myData;
  const { fullName, birthDate, insurance, medicalDocuments } = claimant;
  const empty = (label: string, type: string, field: string) => (
    <WhyEmpty label={label} place={at(`${type}.${field}`, `medicalDocuments.nodes.${field}`)} />
  );
  return (
    <>
      <h3>{words.claim.claimant}</h3>
      <dl className="facts">
        <Fact label={fields.fullName} value={fullName} place={at('Citizen.fullName', 'fullName')} />
        <Fact
          label={fields.birthDate}
          value={birthDate && formatDay(birthDate, language)}
          place={at('Citizen.birthDate', 'birthDate')}
        />
        <Fact
          label={fields.siNumber}
          value={insurance?.siNumber}
          place={at('InsuredPerson.siNumber', 'insurance.siNumber')}
        />
        <Fact
          label={fields.status}
          value={insurance?.status && insured(insurance.status)}
          place={at('InsuredPerson.status', 'insurance.status')}
        />
      </dl>
      <h3>{words.claim.papers}</h3>
      <Table<ClaimantPaper>
        label={words.claim.papers}
        rows={medicalDocuments?.nodes ?? []}
        keyOf={({ id }) => id}
        columns={[
          { title: words.claims.document, cell: ({ __typename: type }) => documentName(type) },
          {
            title: fields.issuedOn,
            cell: ({ __typename: type, issuedOn }) =>
              issuedOn ? formatDay(issuedOn, language) : empty(fields.issuedOn, type, 'issuedOn'),
          },
          {
            title: fields.signature,
            cell: ({ __typename: type, signature }) =>
              signature?.status
                ? signatureState(signature.status)
                : empty(fields.signature, type, 'signature'),
          },
          {
            title: words.claim.diagnosis,
            cell: ({ __typename: type, dischargeDiagnosis }) =>
              dischargeDiagnosis === null
                ? empty(words.claim.diagnosis, type, 'dischargeDiagnosis')
                : dischargeDiagnosis,
          },
        ]}
      />
    </>
  );
}
