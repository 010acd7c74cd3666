import type { Question } from '../graph/ask.ts';
import type { Language } from '../words/language.ts';
import reportText from '../../../clients/operations/hub-audit/make-report.graphql';

/** What `MakeReport` asks for. */
export interface ReportAnswer {
  readonly introspectionReport: {
    readonly supergraph: string;
    readonly policy: string;
    readonly clients: string;
    readonly command: string;
    readonly text: string;
    readonly signature: string | null;
  } | null;
}

/** Of which day, and of what part. */
export interface ReportWish {
  readonly asOf?: string;
  readonly client?: string;
  readonly purpose?: string;
}

/** The question for a report. */
export function reportQuestion(wish: ReportWish, format: string, language: Language): Question {
  return { text: reportText, variables: { ...wish, format, language: language.toUpperCase() } };
}
