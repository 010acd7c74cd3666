import type { ReactNode } from 'react';
import type { AnswerError } from '../graph/ask.ts';
import { WhyEmpty } from './why-empty.tsx';

/** Where a value stands in the graph, and what the answer said beside it. */
export interface Place {
  /** Type.field */
  readonly coordinate: string;
  /** Names from the root, such as `me.insurance.siNumber`. */
  readonly path: string;
  readonly errors: readonly AnswerError[];
  readonly caseNumber?: string | undefined;
}

/** A field and its value; an empty one can be asked why. */
export function Fact({
  label,
  value,
  place,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly place: Place;
}) {
  const isEmpty = value === null || value === undefined || value === '';
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{isEmpty ? <WhyEmpty label={label} place={place} /> : value}</dd>
    </div>
  );
}
