import type { MedicalDocumentRecord } from '../../collections.ts';

/** Form of the text of a tag, and what it becomes in a record. */
export type Shape =
  | { readonly kind: 'text'; readonly most: number }
  /** `yyyyMMdd` → ISO day. */
  | { readonly kind: 'day' }
  /** `yyyyMMddHHmm`, or 14 characters with seconds, in Viet Nam → instant in UTC. */
  | { readonly kind: 'instant' }
  /** `0` or `1`. */
  | { readonly kind: 'flag' }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly of: Readonly<Record<string, string | number | boolean>> }
  /** `none` is written where there is no value. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly most: number; readonly none?: string }
  /** Values with `;` between them. */
  | { readonly kind: 'list'; readonly most: number }
  /** 8 to 14 characters, unknown parts `0000` → `birthDate` and `birthYear` beside each other. */
  | { readonly kind: 'birth' };

/** What one tag of a form holds. */
export interface FieldRule {
  /** Spellings of the same tag: the forms do not agree with each other. */
  readonly tags: readonly string[];
  /** Where it goes in the record, dotted. */
  readonly to: string;
  readonly as: Shape;
  /** Always, or when the flag at another place of the record is set. */
  readonly needed?: true | string;
  /** What stands for the value of an optional tag that is empty. */
  readonly otherwise?: string | number | boolean;
}

/** What must hold between fields of a record, by their places in it. */
export type CheckRule =
  | { readonly rule: 'DATES_OUT_OF_ORDER'; readonly earlier: string; readonly later: string }
  | { readonly rule: 'DATES_DIFFER'; readonly one: string; readonly other: string }
  | { readonly rule: 'DATE_IN_FUTURE'; readonly field: string }
  | { readonly rule: 'TAGS_INCOMPLETE'; readonly fields: readonly string[] }
  /** `slack`: how many days fewer than counted inclusively are taken too. */
  | {
      readonly rule: 'DAYS_MISCOUNTED';
      readonly days: string;
      readonly from: string;
      readonly to: string;
      readonly slack: number;
    };

/** One form of a paper, as long as it is in force. */
export interface PaperTemplate {
  /** Act and form, as the record keeps it: `3176/QĐ-BYT XML7`. */
  readonly id: string;
  readonly kind: MedicalDocumentRecord['kind'];
  /** First and last day of the events for which it is used. */
  readonly from: string;
  readonly to?: string;
  /** Tags whose day is the day of the event. */
  readonly eventTags: readonly string[];
  readonly fields: readonly FieldRule[];
  /** Fields out of XML1 of the same treatment, where the form has no block for its patient. */
  readonly headerFields?: readonly FieldRule[];
  readonly checks: readonly CheckRule[];
}

/** A tag that must be there. @param tags its spellings, with `|` between them */
export function must(tags: string, to: string, as: Shape): FieldRule {
  return { tags: tags.split('|'), to, as, needed: true };
}

/** A tag that may be empty. @param when the place of a flag that makes it needed */
export function may(tags: string, to: string, as: Shape, when?: string): FieldRule {
  return { tags: tags.split('|'), to, as, ...(when !== undefined && { needed: when }) };
}

/** A tag that may be empty, and then means this. */
export function orElse(tags: string, to: string, as: Shape, otherwise: string | number | boolean): FieldRule {
  return { tags: tags.split('|'), to, as, otherwise };
}

export const text = (most: number): Shape => ({ kind: 'text', most });
export const whole = (least: number, most: number): Shape => ({ kind: 'whole', least, most });
export const choice = (of: Readonly<Record<string, string | number | boolean>>): Shape => ({
  kind: 'choice',
  of,
});
export const list = (most: number): Shape => ({ kind: 'list', most });
export const day: Shape = { kind: 'day' };
export const instant: Shape = { kind: 'instant' };
export const flag: Shape = { kind: 'flag' };
export const birth: Shape = { kind: 'birth' };

/** An ICD-10 code, such as `J18.9` or `K74`; the forms write it with or without its dagger or asterisk. */
export const icd10: Shape = { kind: 'pattern', pattern: /^[A-Z]\d{2}(\.\d{1,2})?[†*]?$/, most: 7 };
/** A health insurance card, or the temporary card of a child: 15 characters (Circular 30/2020 art. 10). */
export const card: Shape = { kind: 'pattern', pattern: /^[A-Z]{2}\d[\dA-Z]{12}$/, most: 15 };
/** The insurance number of 10 digits, or the personal number of 12 that replaces it since 1 August 2025; zeros where there is none. */
export const insuranceNumber: Shape = {
  kind: 'pattern',
  pattern: /^(\d{10}|\d{12})$/,
  most: 12,
  none: '0000000000',
};
export const facility: Shape = { kind: 'pattern', pattern: /^\d{5}$/, most: 5 };
export const gender: Shape = choice({ 1: 'MALE', 2: 'FEMALE', 3: 'UNDETERMINED' });
