import myRequestsText from '../../../clients/operations/vss-portal/my-requests.graphql';
import { usePages, type Page } from '../graph/use-pages.ts';
import { More } from '../parts/more.tsx';
import { Pages } from '../parts/pages.tsx';
import { Said } from '../parts/said.tsx';
import { useCodes } from '../words/code-word.ts';
import { useElementName } from '../words/element-name.ts';
import { formatDay, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { RequestForm } from './request-form.tsx';
import { WithdrawRequest } from './withdraw-request.tsx';

interface MyRequestsAnswer {
  readonly rightsRequests: Page<RightsRequest> | null;
}

/** A request of the data subject, as `MyRequests` asks for it. */
interface RightsRequest {
  readonly id: string;
  readonly kind: string | null;
  readonly state: string | null;
  readonly coordinate: string | null;
  readonly routedTo: readonly string[] | null;
  readonly text: string | null;
  readonly receivedAt: string | null;
  readonly acknowledgeBy: string | null;
  readonly answerBy: string | null;
  readonly isLate: boolean | null;
  readonly extended: string | null;
  readonly answer: string | null;
}

/** What the citizen has asked under a right, each with its legal clock, and how to ask. */
export function MyRequests() {
  const words = useWords();
  const { query, rows, errors } = usePages<MyRequestsAnswer, RightsRequest>(
    { text: myRequestsText },
    ({ rightsRequests }) => rightsRequests,
  );
  return (
    <>
      <h1>{words.views['my-requests']}</h1>
      <p className="lead">{words.requests.lead}</p>
      <RequestForm onSent={() => void query.refetch()} />
      <Pages query={query} errors={errors}>
        {rows.length === 0 && <p role="status">{words.requests.nothing}</p>}
        <ul className="entries">
          {rows.map((request) => (
            <Request key={request.id} request={request} reload={() => void query.refetch()} />
          ))}
        </ul>
        <More query={query} />
      </Pages>
    </>
  );
}

/** The states in which a request can be taken back. */
const open = ['RECEIVED', 'TAKEN_UP'];

function Request({ request, reload }: { readonly request: RightsRequest; readonly reload: () => void }) {
  const words = useWords().requests;
  const language = useLanguage();
  const right = useCodes('right');
  const stateWord = useCodes('requestState');
  const owner = useCodes('subgraph');
  const elementName = useElementName();
  const { kind, state, coordinate, routedTo, text, receivedAt, acknowledgeBy, answerBy, isLate } = request;
  return (
    <li className="entry">
      <h2>
        {right(kind ?? '')} <span className="tag">{stateWord(state ?? '')}</span>{' '}
        {isLate && <span className="tag tag-bad">{words.late}</span>}
      </h2>
      <dl className="facts">
        <Said label={words.text} text={text} />
        <Said label={words.element} text={elementName(coordinate)} />
        <Said label={words.routedTo} text={routedTo?.map(owner).join(', ')} />
        <Said label={words.receivedAt} text={receivedAt && formatTime(receivedAt, language)} />
        <Said label={words.acknowledgeBy} text={acknowledgeBy && formatDay(acknowledgeBy, language)} />
        <Said label={words.answerBy} text={answerBy && formatDay(answerBy, language)} />
        <Said label={words.extended} text={request.extended} />
        <Said label={words.answer} text={request.answer} />
      </dl>
      {open.includes(state ?? '') && (
        <div className="verdicts">
          <WithdrawRequest id={request.id} right={right(kind ?? '')} onDone={reload} />
        </div>
      )}
    </li>
  );
}
