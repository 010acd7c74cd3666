import type { GraphRule } from './rule.ts';

/** What composition only warns of is where one agency's word was dropped in favour of another's: not here. */
export const compositionWarnings: GraphRule = {
  id: 'composition-warnings',
  *check({ warnings }) {
    for (const { code, file, line, message } of warnings) {
      const what = message.split(' The supergraph will use')[0] ?? message;
      yield { file, line, coordinate: code, message: `${what.replace(/\.$/, '')}: make the agencies agree` };
    }
  },
};
