import type { Act, Article } from './register.ts';

/** What the register says of places in an act, word for word in the other language. */
const words = [
  ['art. ', 'Điều '],
  ['as amended', 'đã sửa đổi, bổ sung'],
  ['whole law', 'toàn văn'],
  ['forms and caps', 'các mẫu và mức trần'],
] as const;

/** A place in an act as Vietnamese cites it: `Điều 48(3)` for `art. 48(3)`. */
function placeInVietnamese(article: string): string {
  return words.reduce((text, [en, vi]) => text.replace(en, vi), article);
}

/** An act and the place in it, as each language cites them. */
export function citeArticle({
  act,
  article,
}: Pick<Article, 'article'> & { readonly act: Pick<Act, 'vi' | 'en'> }): Pick<Act, 'vi' | 'en'> {
  return { vi: `${act.vi}, ${placeInVietnamese(article)}`, en: `${act.en}, ${article}` };
}
