import { localDay } from '../../days.ts';
import type { Finding } from '../finding.ts';
import type { CheckRule } from '../templates/template.ts';
import { valueAt, type Fields } from './read-fields.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** Clocks of facilities and of the hub differ a little. */
const clockSlack = 5 * 60 * 1000;

/**
 * Which of the rules between fields are broken. A rule about a field that is not there is not: that it is missing was
 * found already, or it may be missing.
 *
 * @param now instant of receipt, RFC 3339
 * @returns the rule, and the place in the record of the field to mend
 */
export function checkFields(
  fields: Fields,
  checks: readonly CheckRule[],
  now: string,
): readonly (Pick<Finding, 'rule'> & { readonly field: string })[] {
  return checks.flatMap((check) => {
    const field = brokenField(fields, check, now);
    return field === undefined ? [] : [{ rule: check.rule, field }];
  });
}

function brokenField(fields: Fields, check: CheckRule, now: string): string | undefined {
  const at = (place: string): unknown => valueAt(fields, place);
  switch (check.rule) {
    case 'DATES_OUT_OF_ORDER':
      return isBefore(at(check.later), at(check.earlier)) ? check.later : undefined;
    case 'DATES_DIFFER':
      return differ(at(check.one), at(check.other)) ? check.other : undefined;
    case 'DATE_IN_FUTURE':
      return isFuture(at(check.field), now) ? check.field : undefined;
    case 'TAGS_INCOMPLETE': {
      const missing = check.fields.filter((field) => at(field) === undefined);
      return missing.length < check.fields.length ? missing[0] : undefined;
    }
    case 'DAYS_MISCOUNTED': {
      const days = at(check.days);
      const from = at(check.from);
      const to = at(check.to);
      if (typeof days !== 'number' || typeof from !== 'string' || typeof to !== 'string') return undefined;
      const counted = Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
      return days <= counted && days >= counted - check.slack ? undefined : check.days;
    }
  }
}

/** An instant and a day are compared as days in Viet Nam, two instants to the minute. */
function isBefore(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  if (isInstant(one) && isInstant(other)) return Date.parse(one) < Date.parse(other);
  return dayOf(one) < dayOf(other);
}

function differ(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && dayOf(one) !== dayOf(other);
}

function isFuture(value: unknown, now: string): boolean {
  if (typeof value !== 'string') return false;
  return isInstant(value)
    ? Date.parse(value) > Date.parse(now) + clockSlack
    : value > localDay(new Date(Date.parse(now) + clockSlack).toISOString());
}

function isInstant(value: string): boolean {
  return value.includes('T');
}

function dayOf(value: string): string {
  return isInstant(value) ? localDay(value) : value;
}
