import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import tasksText from '../../../clients/operations/console/claim-tasks.graphql';
import { usePages, type Page } from '../graph/use-pages.ts';
import { Choice } from '../parts/choice.tsx';
import { More } from '../parts/more.tsx';
import { Pages } from '../parts/pages.tsx';
import { Table } from '../parts/table.tsx';
import { TextInput } from '../parts/text-input.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { useCodes } from '../words/code-word.ts';
import { dayInVietnam, formatDay, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { Opening } from './claim-desk.tsx';

/** A claim on the list of an office. */
interface ClaimTask {
  readonly claim: string;
  readonly number: string | null;
  readonly scheme: string | null;
  readonly submittedAt: string | null;
  readonly dueOn: string | null;
  readonly isLate: boolean | null;
}

interface TasksAnswer {
  readonly claimTasks: Page<ClaimTask> | null;
}

/** The states in which an office has something to do, or waits, in the order of a working day. */
const workStates = ['VERIFYING', 'ADJUSTED', 'RECEIVED', 'WAITING_DATA', 'DECIDED', 'PAID'] as const;

/** What the officer's office has to do, by the legal clock. */
export function WorkList() {
  const words = useWords();
  const [state, setState] = useState<(typeof workStates)[number]>('VERIFYING');
  const [scheme, setScheme] = useState<keyof typeof words.codes.scheme | ''>('');
  const variables = { state, ...(scheme && { scheme }) };
  const { query, rows, errors } = usePages<TasksAnswer, ClaimTask>(
    { text: tasksText, variables },
    ({ claimTasks }) => claimTasks,
  );
  const [onlyLate, setOnlyLate] = useState(false);
  const tasks = onlyLate ? rows.filter(({ isLate }) => isLate) : rows;
  // The list is in the order of the legal clock, whatever has none first: behind one that is in time none is late.
  const last = rows.at(-1);
  const hasMore = query.hasNextPage && (!onlyLate || !last?.dueOn || last.isLate);
  const { claimState } = words.codes;
  const states = Object.fromEntries(workStates.map((each) => [each, claimState[each]]));
  return (
    <>
      <h1>{words.views.tasks}</h1>
      <p className="lead">{words.tasks.lead}</p>
      <div className="filters">
        <Choice
          label={words.tasks.state}
          value={state}
          options={states as Record<typeof state, string>}
          onChange={setState}
        />
        <Choice<typeof scheme>
          label={words.tasks.scheme}
          value={scheme}
          options={{ '': words.tasks.everyScheme, ...words.codes.scheme }}
          onChange={setScheme}
        />
        <Toggle label={words.tasks.onlyLate} isOn={onlyLate} onChange={setOnlyLate} />
      </div>
      <Pages query={query} errors={errors}>
        <p role="status">
          {tasks.length === 0 ? words.tasks.none : words.tasks.count(tasks.length, !hasMore)}
        </p>
        {tasks.length > 0 && <TaskTable tasks={tasks} />}
        {hasMore && <More query={query} />}
      </Pages>
      <p className="quiet">{words.tasks.openingMeans}</p>
      <OpenByNumber />
    </>
  );
}

function TaskTable({ tasks }: { readonly tasks: readonly ClaimTask[] }) {
  const words = useWords();
  const language = useLanguage();
  const schemeName = useCodes('scheme');
  const open = useOpening();
  return (
    <Table<ClaimTask>
      label={words.views.tasks}
      rows={tasks}
      keyOf={({ claim }) => claim}
      columns={[
        { title: words.tasks.number, cell: ({ number }) => number },
        { title: words.tasks.scheme, cell: ({ scheme }) => schemeName(scheme ?? '') },
        {
          title: words.claims.submittedAt,
          cell: ({ submittedAt }) => submittedAt && formatTime(submittedAt, language),
        },
        {
          title: words.tasks.due,
          cell: ({ dueOn, isLate }) => (
            <>
              {dueOn && formatDay(dueOn, language)} <Term dueOn={dueOn} isLate={isLate} />
            </>
          ),
        },
        {
          title: '',
          isNumber: true,
          cell: ({ number }) => (
            <Button
              className="button"
              aria-label={words.tasks.openOf(number ?? '')}
              onPress={() => number && open({ number, reason: '' })}
            >
              {words.tasks.open}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** How much time is left. */
function Term({ dueOn, isLate }: Pick<ClaimTask, 'dueOn' | 'isLate'>) {
  const { late, leftDays } = useWords().tasks;
  if (!dueOn) return null;
  if (isLate) return <span className="tag tag-bad">{late}</span>;
  const today = Date.parse(dayInVietnam(new Date().toISOString()));
  const days = Math.max(0, Math.round((Date.parse(dueOn) - today) / 86_400_000));
  return <span className="quiet">{leftDays(days)}</span>;
}

function OpenByNumber() {
  const { tasks, claim } = useWords();
  const open = useOpening();
  const [number, setNumber] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim()) open({ number: number.trim(), reason: '' });
  };
  return (
    <form className="card" onSubmit={send}>
      <h2>{tasks.byNumber}</h2>
      <div className="filters">
        <TextInput label={claim.number} value={number} onChange={setNumber} />
        <Button type="submit" className="button">
          {claim.open}
        </Button>
      </div>
    </form>
  );
}

/** Opens a claim. What is opened is in the state of the page and not in its address, which others may see. */
function useOpening(): (opening: Opening) => void {
  const [, navigate] = useLocation();
  return (opening) => navigate('/claim', { state: opening });
}
