import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/language.ts';
import { askGraph, QuestionRefused, type GraphAnswer, type Question } from './ask.ts';

/** The answer to a question, asked again when the question or the language changes. */
export function useAnswer<Data>(question: Question, enabled = true) {
  const language = useLanguage();
  return useQuery<GraphAnswer<Data>, Error>({
    queryKey: ['graph', question, language],
    queryFn: () => askGraph<Data>(question, language),
    enabled,
    // A refusal is an answer: asking again would only be recorded again.
    retry: (failures, error) => failures < 2 && !(error instanceof QuestionRefused),
  });
}
