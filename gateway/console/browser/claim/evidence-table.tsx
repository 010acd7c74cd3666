import type { ReactNode } from 'react';
import { Table } from '../parts/table.tsx';
import { WhyEmpty } from '../parts/why-empty.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { Evidence, EvidencePaper } from './claim.ts';
import type { ShownClaim } from './claim-sections.tsx';
import { SealState } from './seal-state.tsx';

/** The papers that a claim rests on, with the version that was relied on and the state of each signature. */
export function EvidenceTable({
  shown,
  actions,
}: {
  readonly shown: ShownClaim;
  readonly actions?: ((paper: EvidencePaper) => ReactNode) | undefined;
}) {
  const { claims, myData, seal } = useWords();
  const language = useLanguage();
  const documentName = useCodes('document');
  const roleName = useCodes('evidenceRole');
  const stateWord = useCodes('evidenceState');
  const signatureState = useCodes('signature');
  const { evidence } = shown.claim;
  if (!evidence?.length) return <p>{claims.noEvidence}</p>;
  const empty = (label: string, coordinate: string, below: string) => (
    <WhyEmpty label={label} place={{ ...shown, coordinate, path: `${shown.path}.evidence.${below}` }} />
  );
  // Of a paper that is not shown, its other columns have nothing to be asked about.
  const ofPaper = (
    document: EvidencePaper | null,
    field: 'issuedOn' | 'signature' | 'seal',
    label: string,
    value: ReactNode,
  ) => value || (document && empty(label, `${document.__typename}.${field}`, `document.${field}`));
  return (
    <Table<Evidence>
      label={claims.evidence}
      rows={evidence}
      keyOf={(_one, place) => place}
      columns={[
        {
          title: claims.document,
          cell: ({ document, role }) => (
            <>
              {document
                ? documentName(document.__typename)
                : empty(claims.document, 'ClaimEvidence.document', 'document')}
              {role && <span className="quiet"> {roleName(role)}</span>}
            </>
          ),
        },
        {
          title: claims.evidenceState,
          cell: ({ state }) =>
            state ? stateWord(state) : empty(claims.evidenceState, 'ClaimEvidence.state', 'state'),
        },
        {
          title: claims.version,
          cell: ({ documentVersion }) =>
            documentVersion ?? empty(claims.version, 'ClaimEvidence.documentVersion', 'documentVersion'),
        },
        {
          title: myData.fields.issuedOn,
          cell: ({ document }) =>
            ofPaper(
              document,
              'issuedOn',
              myData.fields.issuedOn,
              document?.issuedOn && formatDay(document.issuedOn, language),
            ),
        },
        {
          title: myData.fields.signature,
          cell: ({ document }) =>
            ofPaper(
              document,
              'signature',
              myData.fields.signature,
              document?.signature?.status && signatureState(document.signature.status),
            ),
        },
        {
          title: seal.title,
          cell: ({ document }) =>
            ofPaper(
              document,
              'seal',
              seal.title,
              document?.seal && (
                <SealState sealed={{ seal: document.seal, id: document.id, issuedOn: document.issuedOn }} />
              ),
            ),
        },
        ...(actions ? [{ title: '', cell: ({ document }: Evidence) => document && actions(document) }] : []),
      ]}
    />
  );
}
