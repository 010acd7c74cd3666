import type { ReactNode } from 'react';
import { WhyEmpty } from '../parts/why-empty.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { Evidence, EvidencePaper } from './claim.ts';
import type { ShownClaim } from './claim-sections.tsx';
import { SealState } from './seal-state.tsx';

type Actions = ((paper: EvidencePaper) => ReactNode) | undefined;

/** The papers that a claim rests on, with the version that was relied on and the state of each signature. */
export function EvidenceTable({
  shown,
  actions,
}: {
  readonly shown: ShownClaim;
  readonly actions?: Actions;
}) {
  const words = useWords();
  const { evidence } = shown.claim;
  if (!evidence?.length) return <p>{words.claims.noEvidence}</p>;
  const titles = [
    words.claims.document,
    words.claims.evidenceState,
    words.claims.version,
    words.myData.fields.issuedOn,
    words.myData.fields.signature,
    words.seal.title,
  ];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.claims.evidence}>
      <table>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {actions && <td />}
          </tr>
        </thead>
        <tbody>
          {evidence.map((one, index) => (
            <EvidenceRow key={index} evidence={one} shown={shown} actions={actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EvidenceRow({
  evidence,
  shown,
  actions,
}: {
  readonly evidence: Evidence;
  readonly shown: ShownClaim;
  readonly actions: Actions;
}) {
  const { claims, myData, seal } = useWords();
  const language = useLanguage();
  const documentName = useCodes('document');
  const roleName = useCodes('evidenceRole');
  const stateWord = useCodes('evidenceState');
  const signatureState = useCodes('signature');
  const { role, state, documentVersion, document } = evidence;
  const empty = (label: string, coordinate: string, below: string) => (
    <WhyEmpty label={label} place={{ ...shown, coordinate, path: `${shown.path}.evidence.${below}` }} />
  );
  const type = document?.__typename ?? '';
  return (
    <tr>
      <th scope="row">
        {document ? documentName(type) : empty(claims.document, 'ClaimEvidence.document', 'document')}
        {role && <span className="quiet"> {roleName(role)}</span>}
      </th>
      <td>{state ? stateWord(state) : empty(claims.evidenceState, 'ClaimEvidence.state', 'state')}</td>
      <td>{documentVersion ?? empty(claims.version, 'ClaimEvidence.documentVersion', 'documentVersion')}</td>
      <td>
        {document?.issuedOn
          ? formatDay(document.issuedOn, language)
          : document && empty(myData.fields.issuedOn, `${type}.issuedOn`, 'document.issuedOn')}
      </td>
      <td>
        {document?.signature?.status
          ? signatureState(document.signature.status)
          : document && empty(myData.fields.signature, `${type}.signature`, 'document.signature')}
      </td>
      <td>
        {document?.seal ? (
          <SealState sealed={{ seal: document.seal, id: document.id, issuedOn: document.issuedOn }} />
        ) : (
          document && empty(seal.title, `${type}.seal`, 'document.seal')
        )}
      </td>
      {actions && <td>{document && actions(document)}</td>}
    </tr>
  );
}
