import { Table } from '../parts/table.tsx';
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
      <Table<PolicyChange>
        label={title}
        rows={changes}
        keyOf={({ elements, verdict, askers, conditions }) =>
          [...elements, verdict, ...askers, ...conditions].join(' ')
        }
        columns={[
          { title: words.field, lang: 'en', cell: ({ elements }) => <code>{elements.join(', ')}</code> },
          { title: words.verdict, lang: 'en', cell: ({ verdict }) => verdict },
          { title: words.askers, lang: 'en', cell: (change) => <Askers change={change} /> },
          {
            title: words.ground,
            lang: 'en',
            cell: ({ before, now }) => (
              <>
                {before && <p>before {before}</p>}
                {now && <p>now {now}</p>}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function Askers({ change: { askers, conditions } }: { readonly change: PolicyChange }) {
  return (
    <>
      {askers.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {conditions.map((each) => (
        <p key={each} className="quiet">
          {each}
        </p>
      ))}
    </>
  );
}
