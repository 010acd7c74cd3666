import { useMemo, useState } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { useCodes } from '../words/code-word.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { CellDialog } from './cell-dialog.tsx';
import { accessMatrix, type MatrixCell } from './matrix-cells.ts';
import { reportQuestion, type ReportAnswer } from './report-answer.ts';
import type { ReportContent } from './report-content.ts';
import { useRoleNames } from './role-names.ts';

/** Who may see what: roles by categories, each cell with its purposes and articles behind it. */
export function Matrix() {
  const words = useWords();
  const query = useAnswer<ReportAnswer>(reportQuestion({}, 'JSON', useLanguage()));
  return (
    <>
      <h1>{words.views.matrix}</h1>
      <p className="lead">{words.matrix.lead}</p>
      <Answered query={query}>
        {({ data }) => data.introspectionReport && <MatrixTable text={data.introspectionReport.text} />}
      </Answered>
    </>
  );
}

function MatrixTable({ text }: { readonly text: string }) {
  const words = useWords();
  const category = useCodes('category');
  const roleName = useRoleNames();
  const order = Object.keys(words.codes.category);
  const { roles, rows } = useMemo(
    () => accessMatrix((JSON.parse(text) as ReportContent).coordinates, order),
    // The categories are the same in every language.
    [text],
  );
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.matrix.caption}>
      <table className="matrix">
        <caption className="quiet">{words.matrix.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.matrix.category}</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {roleName(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.category}>
              <th scope="row">{category(row.category)}</th>
              {row.cells.map((cell) => (
                <td key={cell.role}>
                  <CellButton cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellButton({ cell }: { readonly cell: MatrixCell }) {
  const { matrix } = useWords();
  const category = useCodes('category');
  const roleName = useRoleNames();
  const [isOpen, setOpen] = useState(false);
  const { role, open, fields } = cell;
  const share = open.length === fields.length ? 'all' : 'some';
  const label = matrix.cell(roleName(role), category(cell.category), open.length, fields.length);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={`cell cell-${open.length === 0 ? 'none' : share}`} aria-label={label}>
        {open.length === 0 ? '–' : `${open.length}/${fields.length}`}
      </Button>
      {isOpen && <CellDialog cell={cell} label={label} />}
    </DialogTrigger>
  );
}
