import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import whyText from '../../../clients/operations/console/why-is-it-empty.graphql';
import { whyEmpty } from '../graph/refusals.ts';
import { useAnswer } from '../graph/use-answer.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { Answered } from './answered.tsx';
import type { Outcome } from './articles.tsx';
import type { Place } from './fact.tsx';
import { isOpen, OpenOutcomes } from './open-outcomes.tsx';

interface Decision {
  readonly accessDecision: { readonly outcomes: readonly Outcome[] } | null;
}

/** Stands where a value would stand, and says on request why there is none: who decided it, and on which law. */
export function WhyEmpty({ label, place }: { readonly label: string; readonly place: Place }) {
  const words = useWords();
  return (
    <span className="empty">
      <span aria-hidden="true">{words.empty.mark}</span>
      <DialogTrigger>
        <Button className="link" aria-label={words.empty.askAbout(label)}>
          {words.empty.ask}
        </Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal">
            <Dialog className="dialog">
              {({ close }) => (
                <>
                  <Heading slot="title">{words.empty.title}</Heading>
                  <p className="about">
                    <strong>{label}</strong> <code>{place.coordinate}</code>
                  </p>
                  <Reason place={place} />
                  <Rule place={place} />
                  <Button className="button" onPress={close}>
                    {words.close}
                  </Button>
                </>
              )}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
    </span>
  );
}

function Reason({ place: { errors, coordinate, path } }: { readonly place: Place }) {
  const { empty } = useWords();
  const why = whyEmpty(errors, coordinate, path);
  if (why.kind === 'not-recorded') return <p className="notice">{empty.notRecorded}</p>;
  return (
    <p className="notice notice-bad">
      {why.kind === 'refused' ? empty.refused : empty.failed} {why.message}
    </p>
  );
}

function Rule({ place: { coordinate, caseNumber } }: { readonly place: Place }) {
  const words = useWords();
  const query = useAnswer<Decision>({ text: whyText, variables: { coordinate }, caseNumber });
  return (
    <section>
      <h3>{words.empty.rule}</h3>
      <Answered query={query}>
        {({ data: { accessDecision } }) => <Outcomes outcomes={accessDecision?.outcomes ?? []} />}
      </Answered>
    </section>
  );
}

/** The relations that open the field; where none does, what is missing. */
function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const words = useWords();
  const language = useLanguage();
  const missing = [
    ...new Set(outcomes.flatMap(({ howToAsk }) => howToAsk.map((advice) => advice[language]))),
  ];
  if (outcomes.some(isOpen)) return <OpenOutcomes outcomes={outcomes} />;
  return (
    <p>
      {words.empty.howToAsk}: {missing.join(' ')}
    </p>
  );
}
