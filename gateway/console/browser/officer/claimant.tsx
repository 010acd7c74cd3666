import type { AnswerError } from '../graph/ask.ts';
import { Fact } from '../parts/fact.tsx';
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
  const papers = 'medicalDocuments.nodes';
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
      <div className="scroll" tabIndex={0} role="region" aria-label={words.claim.papers}>
        <table>
          <thead>
            <tr>
              {[words.claims.document, fields.issuedOn, fields.signature, words.claim.diagnosis].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {medicalDocuments?.nodes?.map((paper) => (
              <tr key={paper.id}>
                <th scope="row">{documentName(paper.__typename)}</th>
                <td>
                  {paper.issuedOn ? (
                    formatDay(paper.issuedOn, language)
                  ) : (
                    <WhyEmpty
                      label={fields.issuedOn}
                      place={at(`${paper.__typename}.issuedOn`, `${papers}.issuedOn`)}
                    />
                  )}
                </td>
                <td>
                  {paper.signature?.status ? (
                    signatureState(paper.signature.status)
                  ) : (
                    <WhyEmpty
                      label={fields.signature}
                      place={at(`${paper.__typename}.signature`, `${papers}.signature`)}
                    />
                  )}
                </td>
                <td>
                  {paper.dischargeDiagnosis === null ? (
                    <WhyEmpty
                      label={words.claim.diagnosis}
                      place={at('DischargePaper.dischargeDiagnosis', `${papers}.dischargeDiagnosis`)}
                    />
                  ) : (
                    paper.dischargeDiagnosis
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
