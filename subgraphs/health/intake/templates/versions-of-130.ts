import type { FieldRule, PaperTemplate } from './template.ts';

/** Lengths that Decision 3176 changed. */
export interface Lengths {
  readonly signer: number;
  readonly doctor: number;
  readonly leaveDays: number;
}

const before3176: Lengths = { signer: 10, doctor: 200, leaveDays: 99 };
const since3176: Lengths = { signer: 255, doctor: 255, leaveDays: 999 };

/** What all versions of a form have in common. */
type Form = Omit<PaperTemplate, 'id' | 'from' | 'to' | 'fields'>;

/** The terms of the decisions on the data set XML130 one after the other, by the name of the file. */
export function versionsOf130(
  file: string,
  form: Form,
  fields: (lengths: Lengths) => readonly FieldRule[],
): readonly PaperTemplate[] {
  return [
    { ...form, id: `4750/QĐ-BYT ${file}`, from: '2024-07-01', to: '2024-12-31', fields: fields(before3176) },
    { ...form, id: `3176/QĐ-BYT ${file}`, from: '2025-01-01', to: '2026-06-30', fields: fields(since3176) },
    // What Decision 1931 changed in the medical papers was not read: unverified, so as before.
    { ...form, id: `1931/QĐ-BYT ${file}`, from: '2026-07-01', fields: fields(since3176) },
  ];
}
