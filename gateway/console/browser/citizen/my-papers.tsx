import type { AnswerError } from '../graph/ask.ts';
import { Table } from '../parts/table.tsx';
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
  const language = useLanguage();
  const agencyName = useCodes('agency');
  const documentName = useCodes('document');
  const signatureState = useCodes('signature');
  const { fields } = myData;
  const empty = ({ __typename: type }: MedicalPaper, field: 'code' | 'issuedOn' | 'issuer' | 'signature') => (
    <WhyEmpty
      label={fields[field]}
      place={{ coordinate: `${type}.${field}`, path: `me.medicalDocuments.nodes.${field}`, errors }}
    />
  );
  return (
    <section className="card card-wide">
      <h2>{myData.medical}</h2>
      <p className="quiet">{myData.keptBy(agencyName('HEALTH'))}</p>
      {papers.length === 0 ? (
        <p>{none}</p>
      ) : (
        <Table<MedicalPaper>
          label={myData.medical}
          rows={papers}
          keyOf={({ id }) => id}
          columns={[
            { title: claims.document, cell: ({ __typename: type }) => documentName(type) },
            { title: fields.code, cell: (paper) => paper.code ?? empty(paper, 'code') },
            {
              title: fields.issuedOn,
              cell: (paper) =>
                paper.issuedOn ? formatDay(paper.issuedOn, language) : empty(paper, 'issuedOn'),
            },
            { title: fields.issuer, cell: (paper) => paper.issuer?.name ?? empty(paper, 'issuer') },
            {
              title: fields.signature,
              cell: (paper) =>
                paper.signature?.status ? signatureState(paper.signature.status) : empty(paper, 'signature'),
            },
          ]}
        />
      )}
    </section>
  );
}
