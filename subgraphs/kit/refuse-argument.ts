import { GraphQLError } from 'graphql';
import { argumentText, type ArgumentProblem } from '../../schema/argument-problems.ts';

/**
 * The error that an argument is refused with, `BAD_USER_INPUT`. It names the argument and never its value.
 *
 * @param argument its name, as the client writes it
 */
export function refuseArgument(argument: string, problem: ArgumentProblem): GraphQLError {
  return new GraphQLError(argumentText({ argument, problem }).en, {
    extensions: { code: 'BAD_USER_INPUT', argument, problem },
  });
}
