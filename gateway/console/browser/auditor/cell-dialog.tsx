import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import decisionText from '../../../clients/operations/console/decision-of-role.graphql';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Choice } from '../parts/choice.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { inLanguage, useLanguage, useWords } from '../words/language.ts';
import type { MatrixCell } from './matrix-cells.ts';
import { opensField, PurposeOutcome, type PurposeDecision } from './purpose-outcome.tsx';

/** A cell, opened: one of its fields, and what each purpose makes of it. */
export function CellDialog({ cell, label }: { readonly cell: MatrixCell; readonly label: string }) {
  const words = useWords();
  const language = useLanguage();
  const fields = cell.open.length > 0 ? cell.open : cell.fields;
  const [coordinate, setCoordinate] = useState(fields[0]?.coordinate ?? '');
  const [reasonRecorded, setReason] = useState(false);
  const [breakGlass, setBreakGlass] = useState(false);
  const query = useAnswer<Readonly<Record<string, PurposeDecision | null>>>({
    text: decisionText,
    variables: { coordinate, role: cell.role, reasonRecorded, breakGlass },
  });
  const options = Object.fromEntries(
    fields.map((one) => [one.coordinate, `${inLanguage(one.label, language)} (${one.coordinate})`]),
  );
  return (
    <ModalOverlay className="overlay" isDismissable>
      <Modal className="modal">
        <Dialog className="dialog">
          {({ close }) => (
            <>
              <Heading slot="title">{label}</Heading>
              <div className="filters">
                <Choice
                  label={words.matrix.field}
                  value={coordinate}
                  options={options}
                  onChange={setCoordinate}
                />
                <Toggle label={words.matrix.withReason} isOn={reasonRecorded} onChange={setReason} />
                <Toggle label={words.matrix.breakGlass} isOn={breakGlass} onChange={setBreakGlass} />
              </div>
              <Answered query={query}>
                {({ data }) => {
                  const open = Object.values(data).filter((decision) => decision && opensField(decision));
                  if (open.length === 0) return <p role="status">{words.matrix.never}</p>;
                  return open.map(
                    (decision) =>
                      decision && <PurposeOutcome key={decision.purpose?.code} decision={decision} />,
                  );
                }}
              </Answered>
              <Button className="button" onPress={close}>
                {words.close}
              </Button>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
