import { useWords } from '../words/language.ts';

/** That something is on its way. */
export function Loading() {
  return (
    <p role="status" className="loading">
      {useWords().loading}
    </p>
  );
}
