import type { Report } from '../report.ts';
import type { Block } from './block.ts';
import { blocksOfFindings } from './blocks-of-findings.ts';
import { blocksOfData } from './blocks-of-data.ts';
import { fill, type ReportLanguage, type ReportWords } from './words.ts';

/** The report for people, in the order in which an auditor reads it. */
export function blocksOfReport(report: Report, words: ReportWords, lang: ReportLanguage): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: words.title },
    ...blocksOfSubject(report, words),
    ...blocksOfSummary(report, words),
    ...blocksOfFindings(report, words, lang),
    ...blocksOfData(report, words, lang),
    ...blocksOfContract(report, words),
  ];
}

function blocksOfSubject({ about }: Report, words: ReportWords): readonly Block[] {
  const log = about.log.map(({ gateway, upTo, last, archived }) => [
    `${words.log} ${gateway}`,
    [
      fill(words.logHead, { count: upTo, hash: last }),
      ...(archived.length > 0 ? [`${words.archived}: ${archived.join(', ')}`] : []),
    ].join('; '),
  ]);
  return [
    {
      kind: 'table',
      caption: words.about,
      columns: [{ name: words.item }, { name: words.value }],
      rows: [
        [words.asOf, about.asOf],
        [words.period, `${about.from} ${words.through} ${about.asOf}`],
        [words.client, about.client ?? words.all],
        [words.purpose, about.purpose ?? words.all],
        [words.supergraph, { code: about.supergraph }],
        [words.policy, { code: about.policy }],
        [words.clientsDigest, { code: about.clients }],
        ...(about.promptness === undefined ? [] : [[words.promptness, { code: about.promptness }]]),
        ...(log.length > 0 ? log : [[`${words.log} —`, words.noLog]]),
        [words.command, { code: about.command }],
      ],
    },
  ];
}

function blocksOfSummary({ coordinates }: Report, words: ReportWords): readonly Block[] {
  const personal = coordinates.filter(({ categories }) => categories.some((each) => each !== 'PUBLIC'));
  const total = (of: (each: Report['coordinates'][number]) => number) =>
    coordinates.reduce((sum, each) => sum + of(each), 0);
  return [
    { kind: 'heading', level: 2, text: words.summary },
    {
      kind: 'table',
      caption: words.summary,
      columns: [{ name: words.item }, { name: words.count, isNumber: true }],
      rows: [
        [words.elements, coordinates.length],
        [words.personal, personal.length],
        [words.ungranted, personal.filter(({ roles }) => roles.length === 0).length],
        [words.uses, total(({ shown }) => shown)],
        [words.refusals, total(({ refused }) => refused)],
      ],
    },
  ];
}

function blocksOfContract({ contract, about }: Report, words: ReportWords): readonly Block[] {
  if (contract === undefined) return [];
  return [
    { kind: 'heading', level: 2, text: fill(words.contractHeading, { client: about.client ?? '' }) },
    { kind: 'code', language: 'graphql', text: contract },
  ];
}
