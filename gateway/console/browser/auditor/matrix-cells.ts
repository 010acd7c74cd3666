import type { ReportedField } from './report-content.ts';

/** Fields of one category, and those of them that one role could ever be shown. */
export interface MatrixCell {
  readonly role: string;
  readonly category: string;
  readonly fields: readonly ReportedField[];
  readonly open: readonly ReportedField[];
}

/** Roles across, categories down. */
export interface AccessMatrix {
  readonly roles: readonly string[];
  readonly rows: readonly { readonly category: string; readonly cells: readonly MatrixCell[] }[];
}

/**
 * Who may see what, as the report says it. Elements that are public are left out: everybody sees them.
 *
 * @param order categories as the law orders them
 */
export function accessMatrix(all: readonly ReportedField[], order: readonly string[]): AccessMatrix {
  const personal = all.filter(({ categories }) => categories.some((category) => category !== 'PUBLIC'));
  const roles = [...new Set(personal.flatMap(({ roles }) => roles))].toSorted();
  const used = new Set(personal.flatMap(({ categories }) => categories));
  const rows = order
    .filter((category) => category !== 'PUBLIC' && used.has(category))
    .map((category) => {
      const fields = personal.filter(({ categories }) => categories.includes(category));
      const cells = roles.map((role) => ({
        role,
        category,
        fields,
        open: fields.filter((field) => field.roles.includes(role)),
      }));
      return { category, cells };
    });
  return { roles, rows };
}
