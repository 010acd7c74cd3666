import { Button } from 'react-aria-components';
import { QuestionRefused } from '../graph/ask.ts';
import { useSession } from '../graph/session.ts';
import { useWords } from '../words/language.ts';

/** Why there is no answer, and what to do: sign in again, or try again. */
export function NoAnswer({ error, retry }: { readonly error: Error; readonly retry: () => unknown }) {
  const words = useWords();
  const session = useSession();
  const hasEnded = error instanceof QuestionRefused && error.code === 'UNAUTHENTICATED';
  // The hub's own sentence; that of the browser about a network helps nobody.
  const told = error instanceof QuestionRefused ? error.message : '';
  return (
    <div role="alert" className="notice notice-bad">
      <p>{hasEnded ? words.signIn.ended : `${words.failed} ${told}`}</p>
      <Button className="button" onPress={() => void (hasEnded ? session.refetch() : retry())}>
        {hasEnded ? words.signIn.title : words.tryAgain}
      </Button>
    </div>
  );
}
