import { useWords } from '../words/language.ts';

/** A change of who may see what, in the words of `npm run policy:diff`. */
export interface PolicyChange {
  readonly direction: 'WORD' | 'LOOSENED' | 'TIGHTENED' | 'REBASED';
  readonly elements: readonly string[];
  readonly verdict: string;
  readonly askers: readonly string[];
  readonly conditions: readonly string[];
  readonly before: string;
  readonly now: string;
}

/** The changes of one direction; nothing where there are none. The command speaks English, so the cells do. */
export function PolicyChangeTable({
  title,
  changes,
}: {
  readonly title: string;
  readonly changes: readonly PolicyChange[];
}) {
  const words = useWords().changes;
  if (changes.length === 0) return null;
  return (
    <section className="card card-wide">
      <h3>
        {title} ({changes.length})
      </h3>
      <div className="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              {[words.field, words.verdict, words.askers, words.ground].map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody lang="en">
            {changes.map(({ elements, verdict, askers, conditions, before, now }) => (
              <tr key={[...elements, verdict, ...askers, ...conditions].join(' ')}>
                <td>
                  <code>{elements.join(', ')}</code>
                </td>
                <td>{verdict}</td>
                <td>
                  {askers.map((each) => (
                    <p key={each}>{each}</p>
                  ))}
                  {conditions.map((each) => (
                    <p key={each} className="quiet">
                      {each}
                    </p>
                  ))}
                </td>
                <td>
                  {before && <p>before {before}</p>}
                  {now && <p>now {now}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
