import type { Report } from '../report.ts';
import { blocksOfReport } from './blocks-of-report.ts';
import { reportWords, type ReportLanguage } from './words.ts';
import { writeCsv } from './write-csv.ts';
import { writeHtml } from './write-html.ts';
import { writeMarkdown } from './write-markdown.ts';

/** The forms of a report. */
export const reportFormats = ['md', 'csv', 'json', 'html'] as const;

/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];

/** The report as a text. The same report makes the same text, byte for byte. */
export function writeReport(report: Report, format: ReportFormat, lang: ReportLanguage): string {
  switch (format) {
    case 'csv':
      return writeCsv(report);
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'html':
      return writeHtml(blocksOfReport(report, reportWords[lang], lang), lang);
    case 'md':
      return writeMarkdown(blocksOfReport(report, reportWords[lang], lang));
  }
}
