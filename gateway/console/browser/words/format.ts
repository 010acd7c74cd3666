import type { Language } from './language.ts';

/** The agencies keep Vietnamese time, whoever reads. */
const timeZone = 'Asia/Ho_Chi_Minh';
const locales = { vi: 'vi-VN', en: 'en-GB' } as const;
/** As forms and decisions write a day: 06/03/2026, and 6 Mar 2026. */
const days = {
  vi: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
} as const;

/** A calendar day, ISO 8601, as people write it. */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { ...days[language], timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** An instant, RFC 3339, in Vietnamese time. */
export function formatTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    ...days[language],
    hour: '2-digit',
    minute: '2-digit',
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

/** A share of a whole, 1 is all of it. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 2 }).format(
    share,
  );
}
