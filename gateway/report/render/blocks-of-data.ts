import type { Report, ReportedArticle, ReportedCoordinate } from '../report.ts';
import { groupAccess, type AccessGroups } from './access-groups.ts';
import type { Block } from './block.ts';
import { fill, type ReportLanguage, type ReportWords } from './words.ts';

/** Who may see what by groups of elements, the elements by agency, and the articles that were cited. */
export function blocksOfData(
  { coordinates }: Report,
  words: ReportWords,
  lang: ReportLanguage,
): readonly Block[] {
  const isPersonal = ({ categories }: ReportedCoordinate) => categories.some((each) => each !== 'PUBLIC');
  const personal = coordinates.filter(isPersonal);
  const groups = groupAccess(personal);
  const byAgency = Map.groupBy(personal, ({ owners }) => owners.join(' + '));
  return [
    { kind: 'heading', level: 2, text: words.groupsHeading },
    { kind: 'text', text: words.groupsText },
    groupTable(groups, words),
    { kind: 'heading', level: 2, text: words.personalHeading },
    ...[...byAgency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([agency, rows]) => elementTable(agency, rows, groups, words, lang)),
    { kind: 'heading', level: 2, text: words.publicHeading },
    { kind: 'text', text: fill(words.publicText, { count: coordinates.length - personal.length }) },
    { kind: 'heading', level: 2, text: words.articlesHeading },
    articleTable(personal, words, lang),
  ];
}

function groupTable({ groups }: AccessGroups, words: ReportWords): Block {
  return {
    kind: 'table',
    caption: words.groupsHeading,
    columns: [
      { name: words.group },
      { name: words.categories },
      { name: words.mask },
      { name: words.roles },
      { name: words.purposes },
      { name: words.articles },
      { name: words.clients },
      { name: words.elementCount, isNumber: true },
    ],
    rows: groups.map((group) => [
      group.name,
      [...group.categories, ...(group.derived ? [`(${words.derived})`] : [])].join(' '),
      group.masks.join(' '),
      { codes: group.roles },
      { codes: group.purposes },
      { codes: group.articles },
      { codes: group.clients },
      group.elements,
    ]),
  };
}

function elementTable(
  agency: string,
  rows: readonly ReportedCoordinate[],
  { nameOf }: AccessGroups,
  words: ReportWords,
  lang: ReportLanguage,
): Block {
  return {
    kind: 'table',
    caption: fill(words.ofAgency, { agency }),
    isNamed: true,
    columns: [
      { name: words.element },
      { name: words.meaning },
      { name: words.categories },
      { name: words.group },
      { name: words.shown, isNumber: true },
      { name: words.refused, isNumber: true },
      { name: words.lastShown },
    ],
    rows: rows.map((row) => [
      { code: row.coordinate },
      row.label[lang],
      [...row.categories, ...row.masks.map((mask) => `(${mask})`)].join(' '),
      nameOf(row),
      row.shown,
      row.refused,
      row.lastShown ?? words.never,
    ]),
  };
}

function articleTable(rows: readonly ReportedCoordinate[], words: ReportWords, lang: ReportLanguage): Block {
  const articles = new Map<string, ReportedArticle>(
    rows.flatMap((row) => row.articles.map((article) => [article.id, article])),
  );
  return {
    kind: 'table',
    caption: words.articlesHeading,
    columns: [{ name: words.article }, { name: words.cited }, { name: words.from }, { name: words.to }],
    rows: [...articles.values()]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, cited, from, to }) => [{ code: id }, cited[lang], from, to ?? words.open]),
  };
}
