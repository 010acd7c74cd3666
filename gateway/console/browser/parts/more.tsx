import { Button } from 'react-aria-components';
import { useWords } from '../words/language.ts';

/** Asks for the next page of a list, where there is one. */
export function More({
  query,
}: {
  readonly query: { readonly hasNextPage: boolean; readonly fetchNextPage: () => unknown };
}) {
  const words = useWords();
  if (!query.hasNextPage) return null;
  return (
    <Button className="button" onPress={() => void query.fetchNextPage()}>
      {words.more}
    </Button>
  );
}
