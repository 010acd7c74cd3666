import { useMutation } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { askGraph } from '../graph/ask.ts';
import { downloadText } from '../parts/download.ts';
import { NoAnswer } from '../parts/no-answer.tsx';
import { useLanguage, useWords } from '../words/language.ts';
import { reportQuestion, type ReportAnswer, type ReportWish } from './report-answer.ts';

const files = {
  HTML: ['html', 'text/html'],
  MARKDOWN: ['md', 'text/markdown'],
  CSV: ['csv', 'text/csv'],
  JSON: ['json', 'application/json'],
} as const;

type Format = keyof typeof files;

/** The report as a file, in each of its forms: made when it is asked for, and recorded then. */
export function ReportDownloads({ wish, asOf }: { readonly wish: ReportWish; readonly asOf: string }) {
  const words = useWords().report;
  const language = useLanguage();
  const download = useMutation<void, Error, Format>({
    async mutationFn(format) {
      const question = reportQuestion({ ...wish, asOf }, format, language);
      const { data } = await askGraph<ReportAnswer>(question, language);
      const [extension, type] = files[format];
      const text = data.introspectionReport?.text;
      if (text !== undefined) downloadText(`lien-thong-${asOf}.${extension}`, type, text);
    },
  });
  return (
    <>
      <h3>{words.format}</h3>
      <div className="filters">
        {(Object.keys(files) as Format[]).map((format) => (
          <Button
            key={format}
            className="button"
            isDisabled={download.isPending}
            onPress={() => download.mutate(format)}
          >
            {words.formats[format]}
          </Button>
        ))}
      </div>
      {download.error && <NoAnswer error={download.error} retry={download.reset} />}
    </>
  );
}
