import type { Language } from './language.ts';

/** The agencies keep Vietnamese time, whoever reads. */
const timeZone = 'Asia/Ho_Chi_Minh';
const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

/** A calendar day, ISO 8601, as people write it. */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** An instant, RFC 3339, in Vietnamese time. */
export function formatTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(instant));
}

/** The day of an instant in Vietnam, ISO 8601. */
export function dayInVietnam(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
}

/** The day in Vietnam so many days ago, ISO 8601. */
export function daysBefore(days: number): string {
  return dayInVietnam(new Date(Date.now() - days * 86_400_000).toISOString());
}

/** An amount in whole đồng. */
export function formatMoney(amount: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'VND',
    currencyDisplay: 'code',
  }).format(amount);
}

/** A number. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}
