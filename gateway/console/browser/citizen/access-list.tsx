import type { Question } from '../graph/ask.ts';
import { usePages, type Page } from '../graph/use-pages.ts';
import { More } from '../parts/more.tsx';
import { Pages } from '../parts/pages.tsx';
import { useWords } from '../words/language.ts';
import { AccessEntry, type Access } from './access-entry.tsx';

/**
 * Who asked for somebody's data, latest first.
 *
 * @param question has `$after` among its variables
 * @param logIn where the access log is in an answer
 * @param note what is said above the entries
 */
export function AccessList<Answer>({
  question,
  logIn,
  note,
}: {
  readonly question: Question;
  readonly logIn: (answer: Answer) => Page<Access> | null | undefined;
  readonly note?: string;
}) {
  const words = useWords();
  const { query, rows, errors } = usePages<Answer, Access>(question, logIn);
  return (
    <Pages query={query} errors={errors}>
      <p role="status">{rows.length === 0 ? words.whoLooked.nobody : words.whoLooked.count(rows.length)}</p>
      {note !== undefined && <p className="quiet">{note}</p>}
      <ul className="entries">
        {rows.map((access, index) => (
          <AccessEntry key={`${access.at} ${index}`} access={access} />
        ))}
      </ul>
      <More query={query} />
    </Pages>
  );
}
