import type { Report } from '../report.ts';
import { shortened } from './access-groups.ts';
import type { Block, Cell, Column } from './block.ts';
import type { ReportLanguage, ReportWords } from './words.ts';

/** What asks for somebody to look: dead grants, ends of law and agreements, emergencies, lateness. */
export function blocksOfFindings(
  { coordinates, unused, bases, agreements, emergencies, lateFacilities }: Report,
  words: ReportWords,
  lang: ReportLanguage,
): readonly Block[] {
  const elements = coordinates
    .filter(({ coordinate }) => !coordinate.includes('('))
    .map(({ coordinate }) => coordinate);
  const stateOf = (hasEnded: boolean) => (hasEnded ? words.hasEnded : words.endsSoon);
  return [
    ...section(
      words.unusedHeading,
      words,
      [
        { name: words.client },
        { name: words.purpose },
        { name: words.count, isNumber: true },
        { name: words.element },
      ],
      (unused ?? []).map((grant) => [
        { code: grant.client },
        { code: grant.purpose },
        grant.coordinates.length,
        { codes: shortened(grant.coordinates, elements) },
      ]),
      unused === undefined ? words.unusedUnknown : words.unusedText,
    ),
    ...section(
      words.basesHeading,
      words,
      [
        { name: words.article },
        { name: words.cited },
        { name: words.lastDay },
        { name: words.state },
        { name: words.replacedBy },
        { name: words.policies },
        { name: words.bare },
      ],
      bases.map(({ article, cited, to, hasEnded, replacedBy, policies, bare }) => [
        { code: article },
        cited[lang],
        to,
        stateOf(hasEnded),
        replacedBy.map((act) => act[lang]).join('; '),
        { codes: policies },
        { codes: bare },
      ]),
    ),
    ...section(
      words.agreementsHeading,
      words,
      [{ name: words.client }, { name: words.agreement }, { name: words.lastDay }, { name: words.state }],
      agreements.map(({ client, number, to, hasEnded }) => [{ code: client }, number, to, stateOf(hasEnded)]),
    ),
    ...section(
      words.emergenciesHeading,
      words,
      [
        { name: words.id },
        { name: words.client },
        { name: words.roles },
        { name: words.purpose },
        { name: words.case },
        { name: words.first },
        { name: words.last },
        { name: words.answers, isNumber: true },
      ],
      emergencies.map((each) => [
        { code: each.id },
        { code: each.client },
        { code: each.role },
        { code: each.purpose },
        each.case === undefined ? '' : { code: each.case },
        each.first,
        each.last,
        each.answers,
      ]),
    ),
    ...section(
      words.lateHeading,
      words,
      [
        { name: words.facility },
        { name: words.papers, isNumber: true },
        { name: words.late, isNumber: true },
      ],
      (lateFacilities ?? []).map(({ facility, papers, latePapers }) => [
        { code: facility },
        papers,
        latePapers,
      ]),
      lateFacilities === undefined ? words.lateUnknown : undefined,
    ),
  ];
}

/** A heading with its table; that there is nothing is said, too. */
function section(
  heading: string,
  words: ReportWords,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  text?: string,
): readonly Block[] {
  const isEmpty = rows.length === 0;
  return [
    { kind: 'heading', level: 2, text: heading },
    ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
    ...(isEmpty && text === undefined ? [{ kind: 'text', text: words.none } as const] : []),
    ...(isEmpty ? [] : [{ kind: 'table', caption: heading, columns, rows } as const]),
  ];
}
