import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import defectText from '../../../clients/operations/vss-benefits/report-evidence-defect.graphql';
import type { Claim, EvidencePaper } from '../claim/claim.ts';
import { askGraph } from '../graph/ask.ts';
import { Confirm } from '../parts/confirm.tsx';
import { NoAnswer } from '../parts/no-answer.tsx';
import { useCodes } from '../words/code-word.ts';
import { useLanguage, useWords } from '../words/language.ts';

interface DefectAnswer {
  readonly reportEvidenceDefect: {
    readonly because?: keyof ReturnType<typeof useWords>['decide']['because'];
  } | null;
}

/** The states in which a defect can be recorded. */
const reportable = ['RECEIVED', 'VERIFYING', 'WAITING_DATA'];

/** Records that a paper cannot be used: the one reason to ask the claimant for it (Decree 47/2020 Art. 5(2)). */
export function ReportDefect({
  claim,
  paper,
  onDone,
}: {
  readonly claim: Claim;
  readonly paper: EvidencePaper;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const language = useLanguage();
  const documentName = useCodes('document');
  const [reason, setReason] = useState('');
  const report = useMutation<DefectAnswer, Error>({
    async mutationFn() {
      const input = { claim: claim.id, document: paper.id, reason: reason.trim() };
      const question = { text: defectText, variables: { input }, caseNumber: claim.number ?? claim.id };
      return (await askGraph<DefectAnswer>(question, language)).data;
    },
    onSuccess: ({ reportEvidenceDefect }) =>
      reportEvidenceDefect && !reportEvidenceDefect.because && onDone(),
  });
  if (!reportable.includes(claim.state ?? '') || !paper.id) return null;
  const because = report.data?.reportEvidenceDefect?.because;
  return (
    <>
      <Confirm
        label={words.defect.report}
        about={words.defect.reportOf(documentName(paper.__typename))}
        title={words.defect.title}
        yes={words.defect.send}
        canConfirm={reason.trim() !== ''}
        isDisabled={report.isPending}
        onYes={report.mutate}
      >
        <p>{words.defect.about}</p>
        <TextField className="field" value={reason} onChange={setReason} autoFocus>
          <Label>{words.defect.reason}</Label>
          <TextArea className="input" rows={3} />
        </TextField>
      </Confirm>
      {because && <span role="alert">{words.decide.because[because]}</span>}
      {report.error && <NoAnswer error={report.error} retry={report.reset} />}
    </>
  );
}
