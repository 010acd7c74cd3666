import type { ReactNode } from 'react';

/** A column: its title, and what stands in it. */
export interface Column<Row> {
  /** Empty over buttons, which say themselves what they do. */
  readonly title: string;
  readonly isNumber?: boolean;
  /** The language of the cells, where it is not that of the page. */
  readonly lang?: string;
  readonly cell: (row: Row) => ReactNode;
}

/**
 * Rows under titles; the first column names its row. On the screen of a telephone each row is a card, with its titles beside
 * its cells: a table that is read by scrolling sideways is read by nobody.
 *
 * @param keyOf tells rows apart
 */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string;
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, place: number) => string | number;
}) {
  const [first, ...others] = columns;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="rows">
        <thead>
          <tr>
            {columns.map((column) =>
              column.title ? (
                <th key={column.title} scope="col" className={classOf(column)}>
                  {column.title}
                </th>
              ) : (
                <td key={column.title} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={keyOf(row, place)}>
              <th scope="row" lang={first.lang}>
                {first.cell(row)}
              </th>
              {others.map((column) => (
                <td
                  key={column.title}
                  lang={column.lang}
                  className={classOf(column)}
                  data-title={column.title}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ isNumber }: Pick<Column<unknown>, 'isNumber'>): string | undefined {
  return isNumber ? 'number' : undefined;
}
