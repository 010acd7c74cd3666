import { pseudonymShape } from '../pseudonym.ts';
import type { CallScope } from '../subgraph.ts';

/** A resolver of an act. */
type Act<Input, Context, Answer> = (
  root: unknown,
  args: { readonly input: Input },
  context: Context,
) => Promise<Answer>;

/** An act of which a refusal says as well whom it is about. */
type AboutRefused<Input, Context, Answer> = Act<Input, Context, Answer & { readonly about?: string }>;

/**
 * Lets a refusal say whom it is about: that somebody is dead, or unknown, is told by it like by any other answer, so it is
 * recorded of them and counts among those of whom its reader has learned. What an officer is told of their own file is told to
 * nobody else. What was typed where the id belongs, and is none, is about nobody: it may be a number or a name.
 *
 * @param isRefused whether an answer is a refusal
 * @param subjectOf opaque id of whom a refusal of such an input is about; undefined where it is about nobody
 */
export function aboutRefused<Input, Context extends CallScope, Answer extends object, Refused extends Answer>(
  act: Act<Input, Context, Answer>,
  isRefused: (answer: Answer) => answer is Refused,
  subjectOf: (
    refused: Refused,
    input: Input,
    context: Context,
  ) => Promise<string | undefined> | string | undefined,
): AboutRefused<Input, Context, Answer> {
  return async (root, args, context) => {
    const answer = await act(root, args, context);
    if (!isRefused(answer)) return answer;
    const about = await subjectOf(answer, args.input, context);
    const isId = about !== undefined && pseudonymShape.test(about);
    return isId && about !== context.call.access?.citizen ? { ...answer, about } : answer;
  };
}
