import { useWords } from './language.ts';
import type { Words } from './vi.ts';

/** A list of codes of the graph. */
type CodeList = keyof Words['codes'];

/** Words for codes of one list; a code that has none yet stands for itself. */
export function useCodes(list: CodeList): (code: string) => string {
  const words: Readonly<Record<string, string>> = useWords().codes[list];
  return (code) => words[code] ?? code;
}
