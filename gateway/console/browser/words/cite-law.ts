import type { Language } from './language.ts';

/** The words of a citation in both languages, as the rules and the agencies write them. */
const words = [
  ['Luật', 'Law'],
  ['Nghị định', 'Decree'],
  ['Thông tư', 'Circular'],
  ['Bộ luật Lao động', 'Labour Code'],
  [', Điều', ' Art'],
  ['Điều', 'art.'],
  ['đã sửa đổi, bổ sung', 'as amended'],
  ['toàn văn', 'whole law'],
  ['các mẫu và mức trần', 'forms and caps'],
] as const;

/** A citation of law in a language, whichever of the two it was written in. What is no such word stays as it is. */
export function citeLaw(citation: string | null, language: Language): string {
  return words.reduce((text, [vi, en]) => {
    const [from, to] = language === 'vi' ? [en, vi] : [vi, en];
    return text.replaceAll(new RegExp(`${from.replace('.', '\\.')}(?=[ ,]|$)`, 'g'), to);
  }, citation ?? '—');
}
