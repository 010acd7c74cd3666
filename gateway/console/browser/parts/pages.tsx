import type { ReactNode } from 'react';
import type { AnswerError } from '../graph/ask.ts';
import { Loading } from './loading.tsx';
import { NoAnswer } from './no-answer.tsx';

/** A list that comes in pages: until the first is there that it is on its way, and what the hub refused of it. */
export function Pages({
  query,
  errors,
  children,
}: {
  readonly query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly errors: readonly AnswerError[];
  readonly children: ReactNode;
}) {
  if (query.error) return <NoAnswer error={query.error} retry={query.refetch} />;
  if (query.isPending) return <Loading />;
  return (
    <>
      {[...new Set(errors.map(({ message }) => message))].map((message) => (
        <p key={message} role="alert" className="notice notice-bad">
          {message}
        </p>
      ))}
      {children}
    </>
  );
}
