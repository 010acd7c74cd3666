import type { DataAnnotation } from '../../../schema/data-annotation.ts';
import { citeArticle } from '../../../schema/policy/law/cite-article.ts';
import type {
  AccessAnswer,
  AccessOutcome,
  AccessTerm,
  CategoryOutcome,
  LegalArticle,
} from '../../hub/access-answer.ts';
import type { ClientAnswer } from './explain-client.ts';

/** The languages that it speaks. */
type Lang = 'vi' | 'en';

const words = {
  en: {
    on: 'on',
    noPurpose: 'no purpose (NONE)',
    reason: 'with a recorded reason',
    breakGlass: 'behind broken glass',
    FULL: 'full',
    GUARDED: 'full, or masked where there is a mask',
    MASKED: 'masked',
    ANSWER: 'answer only',
    NONE: 'none',
    PERMIT: 'permitted by',
    FORBID: 'forbidden by',
    since: 'in force from',
    until: 'to',
    notYet: 'NOT IN FORCE on that day',
    doubt: 'unverified',
    refused: 'refused category',
    nothing: 'no policy permits it',
    ask: 'missing',
    may: 'may ask so',
    mayNot: 'is turned away',
    derived: 'derived answer',
    version: 'Policy version',
  },
  vi: {
    on: 'ngày',
    noPurpose: 'không nêu mục đích (NONE)',
    reason: 'có nêu lý do',
    breakGlass: 'truy cập khẩn cấp',
    FULL: 'đầy đủ',
    GUARDED: 'đầy đủ, che bớt nơi có quy định che',
    MASKED: 'che bớt',
    ANSWER: 'chỉ trả lời',
    NONE: 'không',
    PERMIT: 'cho phép theo',
    FORBID: 'cấm theo',
    since: 'hiệu lực từ',
    until: 'đến',
    notYet: 'KHÔNG CÓ HIỆU LỰC vào ngày đó',
    doubt: 'chưa xác minh',
    refused: 'nhóm dữ liệu bị từ chối',
    nothing: 'không có quy tắc nào cho phép',
    ask: 'còn thiếu',
    may: 'được gửi yêu cầu như vậy',
    mayNot: 'bị từ chối',
    derived: 'câu trả lời suy ra',
    version: 'Phiên bản quy tắc',
  },
} as const satisfies Record<Lang, Readonly<Record<string, string>>>;

/** The answer for people: what it is, then what becomes of it under each relation, by which rule and article. */
export function explainAsText(answer: AccessAnswer, client: ClientAnswer | undefined, lang: Lang): string {
  const word = words[lang];
  const { role, purpose, asOf, classification, outcomes, policyVersion } = answer;
  const conditions = [answer.reasonRecorded && word.reason, answer.breakGlass && word.breakGlass].filter(
    (condition) => condition !== false,
  );
  return [
    `${answer.coordinate}: ${classification.map((annotation) => labelOf(annotation, lang)).join(' + ')}`,
    nameOf(role, lang),
    purpose === null ? word.noPurpose : nameOf(purpose, lang),
    [`${word.on} ${asOf}`, ...conditions].join(', '),
    ...(client === undefined ? [] : clientLines(client, lang)),
    '',
    ...blocksOf(outcomes).flatMap((block) => [...blockLines(block, lang), '']),
    `${word.version} ${policyVersion}`,
  ].join('\n');
}

function clientLines({ id, refusals }: ClientAnswer, lang: Lang): readonly string[] {
  const word = words[lang];
  if (refusals.length === 0) return [`${id} ${word.may}`];
  return refusals.map((refusal) => `${id} ${word.mayNot}: ${refusal.code}: ${refusal[lang]}`);
}

function blocksOf(outcomes: readonly AccessOutcome[]): readonly (readonly AccessOutcome[])[] {
  const alike = Map.groupBy(outcomes, ({ relation: _relation, ...rest }) => JSON.stringify(rest));
  return [...alike.values()];
}

/** Relations under which all is the same stand in one block. */
function blockLines(outcomes: readonly AccessOutcome[], lang: Lang): readonly string[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  const word = words[lang];
  const { verdict, masks, refusedCategory, categories, howToAsk } = first;
  const detail = [...masks, refusedCategory === null ? [] : `${word.refused} ${refusedCategory}`].flat();
  return [
    `${outcomes.map(({ relation }) => relation.code).join(', ')}: ${word[verdict]}${detail.length > 0 ? ` (${detail.join(', ')})` : ''}`,
    ...(outcomes.length === 1 ? [`  ${first.relation[lang]}`] : []),
    ...categories.flatMap((category) => categoryLines(category, lang)),
    ...howToAsk.map(
      ({ code, header, [lang]: text }) =>
        `  ${word.ask} ${code}: ${text}${header === undefined ? '' : ` (${header})`}`,
    ),
  ];
}

function categoryLines({ category, disclosure, policies }: CategoryOutcome, lang: Lang): readonly string[] {
  const word = words[lang];
  if (policies.length === 0) return [`  ${category}: ${word.nothing}`];
  return policies.flatMap(({ id, effect, articles }) => [
    `  ${category}: ${word[disclosure]}, ${word[effect]} ${id}`,
    ...articles.map((article) => `    ${articleLine(article, lang)}`),
  ]);
}

function articleLine(article: LegalArticle, lang: Lang): string {
  const word = words[lang];
  const cited = citeArticle({ act: { vi: article.actVi, en: article.actEn }, article: article.article })[
    lang
  ];
  const to = article.inForceTo === null ? '' : ` ${word.until} ${article.inForceTo}`;
  const notes = [
    `${word.since} ${article.inForceFrom}${to}`,
    ...(article.inForce ? [] : [word.notYet]),
    ...(article.doubt === null ? [] : [`${word.doubt}: ${article.doubt}`]),
  ];
  return `${cited}: ${article[lang]} (${notes.join('; ')})`;
}

function labelOf({ category, mask, derived }: DataAnnotation, lang: Lang): string {
  const notes = [mask, derived ? words[lang].derived : undefined].filter((note) => note !== undefined);
  return notes.length > 0 ? `${category} (${notes.join(', ')})` : category;
}

function nameOf(term: AccessTerm, lang: Lang): string {
  return `${term[lang]} (${term.code})`;
}
