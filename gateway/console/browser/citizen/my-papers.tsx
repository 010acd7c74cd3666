import type { AnswerError } from '../graph/ask.ts';
import { WhyEmpty } from '../parts/why-empty.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { MedicalPaper } from './my-data-answer.ts';

/** The papers of medical facilities about the citizen, latest first. */
export function MyPapers({
  papers,
  errors,
}: {
  readonly papers: readonly MedicalPaper[];
  readonly errors: readonly AnswerError[];
}) {
  const { myData, claims, none } = useWords();
  const agencyName = useCodes('agency');
  const { code, issuedOn, issuer, signature } = myData.fields;
  return (
    <section className="card card-wide">
      <h2>{myData.medical}</h2>
      <p className="quiet">{myData.keptBy(agencyName('HEALTH'))}</p>
      {papers.length === 0 ? (
        <p>{none}</p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label={myData.medical}>
          <table>
            <thead>
              <tr>
                {[claims.document, code, issuedOn, issuer, signature].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {papers.map((paper) => (
                <PaperRow key={paper.id} paper={paper} errors={errors} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function PaperRow({
  paper,
  errors,
}: {
  readonly paper: MedicalPaper;
  readonly errors: readonly AnswerError[];
}) {
  const { fields } = useWords().myData;
  const language = useLanguage();
  const documentName = useCodes('document');
  const signatureState = useCodes('signature');
  const { __typename: type, code, issuedOn, issuer, signature } = paper;
  const empty = (field: 'code' | 'issuedOn' | 'issuer' | 'signature') => (
    <WhyEmpty
      label={fields[field]}
      place={{ coordinate: `${type}.${field}`, path: `me.medicalDocuments.nodes.${field}`, errors }}
    />
  );
  return (
    <tr>
      <th scope="row">{documentName(type)}</th>
      <td>{code ?? empty('code')}</td>
      <td>{issuedOn ? formatDay(issuedOn, language) : empty('issuedOn')}</td>
      <td>{issuer?.name ?? empty('issuer')}</td>
      <td>{signature?.status ? signatureState(signature.status) : empty('signature')}</td>
    </tr>
  );
}
