import { readWeightedList } from './quality-list.ts';

/** The languages in which the hub speaks to people. */
export type Language = 'en' | 'vi';

/** Chooses from an `Accept-Language` header; English unless Vietnamese is preferred. */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const ranked = readWeightedList(header)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ value }) => value.split('-')[0]);
  return ranked.find((language): language is Language => language === 'vi' || language === 'en') ?? 'en';
}
