import { InputReader } from '../../../../subgraphs/vss/benefits/verify/input-reader.ts';
import { schemes, type CaseAnswer } from '../../../../subgraphs/vss/benefits/verify/schemes.ts';

export type Inputs = Readonly<Record<string, unknown>>;

/** What the rules answer to facts in the words of the worked cases. */
export function answer(scheme: string, asOf: string, inputs: Inputs): CaseAnswer {
  const answerer = schemes.get(scheme);
  if (answerer === undefined) throw new Error(`no scheme ${scheme}`);
  return answerer(new InputReader(inputs), Temporal.PlainDate.from(asOf));
}
