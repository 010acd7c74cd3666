import { positiveNumber } from '../../subgraphs/kit/settings/forms.ts';
import { withFallback, type Setting } from '../../subgraphs/kit/settings/setting.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** What each limit means, by its path in `Limits`. */
const meanings = {
  'request.bodyBytes': 'Bytes of the body of one request.',
  'operation.nesting': 'Brackets open at once in a body and in an operation.',
  'operation.tokens': 'Words and signs of one operation.',
  'operation.depth': 'Levels of fields of one operation, fragments written out.',
  'operation.selections': 'Fields of one operation, fragments written out.',
  'operation.comparisons': 'Pairs of fields of one name, and of fragments, that meet in one text.',
  'operation.aliases': 'Aliases of one operation.',
  'operation.rootFields': 'Fields at the root of one operation.',
  'operation.listSize': 'Elements that one list may be asked for.',
  'operation.assumedListSize': 'Elements that are reckoned with in a list of which nothing is known.',
  'operation.cost': 'Points that one operation may cost.',
  'variables.count': 'Variables of one request.',
  'variables.values': 'Values in all variables of one request.',
  'variables.nesting': 'Levels of the variables of one request.',
  'time.arrival': 'Milliseconds until a request has arrived.',
  'time.departure': 'Milliseconds until whoever asked has taken an answer, else their connection is closed.',
  'time.request': 'Milliseconds until a request is answered, all stages together.',
  'time.drain': 'Milliseconds that a gateway in production goes on answering after it says that it stops.',
  'time.fetch': 'Milliseconds for one answer of a subgraph.',
  'subgraph.inFlight': 'Calls under way to one subgraph.',
  'subgraph.queued': 'Calls that wait for one of those to end.',
  'subgraph.answerBytes': 'Bytes of one answer of a subgraph.',
  'subgraph.retries.share': 'Reads that are sent again, as a share of all calls.',
  'subgraph.retries.most': 'Retries that quiet times may save up.',
  'subgraph.circuit.failures': 'Failures within the window from which on a subgraph is left alone.',
  'subgraph.circuit.share': 'Share of its calls that have to be failures for that.',
  'subgraph.circuit.window': 'Milliseconds over which failures are counted.',
  'subgraph.circuit.pause': 'Milliseconds until one call may try again.',
  'load.connections': 'Connections open at once; beyond, the one silent longest is closed for the newcomer.',
  'load.bodyBytes':
    'Bytes of all bodies that are being read, and as many again of files of proven senders; where there are more, one of whoever sends most is refused.',
  'load.unsentBytes':
    'Bytes of all answers that wait to be taken; where there are more, one of whoever has most is cut off.',
  'load.inFlight': 'Requests under way at once.',
  'load.leastInFlight': 'The fewest to which an overload brings that down.',
  'load.queued': 'Requests that wait for their turn.',
  'load.clientShare': 'Part of the requests under way that one client may have.',
  'load.loopDelay': 'Milliseconds by which the event loop may be late before fewer requests are let in.',
  'load.calmWait': 'Milliseconds that a request waits for its turn at most.',
  'load.busyWait': 'The same once the queue has not been empty for busyAfter.',
  'load.busyAfter': 'Milliseconds after which a queue that does not empty counts as an overload.',
  'load.hold':
    'Milliseconds for which nothing is read in an overload from a connection whose client was sent away and asks for more than others.',
} as const;

/** Path of a limit in the file of settings. */
type LimitPath = `limits.${keyof typeof meanings}`;

/** All limits as settings: in the file and, for each, a variable made of its path. */
export const limitSettings = Object.fromEntries(
  Object.entries(meanings).map(([path, means]) => {
    const variable = `LIENTHONG_LIMITS_${path.replaceAll(/[A-Z]/g, '_$&').replaceAll('.', '_').toUpperCase()}`;
    return [
      `limits.${path}`,
      withFallback(positiveNumber, numberAt(defaultLimits, path), means, { variable }),
    ];
  }),
) as Readonly<Record<LimitPath, Setting<number>>>;

/** The limits out of the values that the settings were given. */
export function limitsFrom(values: Readonly<Record<LimitPath, number>>): Limits {
  return filled(defaultLimits, 'limits', values) as Limits;
}

function filled(defaults: object, path: string, values: Readonly<Record<string, number>>): object {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]: [string, unknown]) => {
      const at = `${path}.${name}`;
      return [name, typeof value === 'object' && value !== null ? filled(value, at, values) : values[at]];
    }),
  );
}

function numberAt(limits: object, path: string): number {
  const found = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], limits);
  if (typeof found !== 'number') throw new Error(`There is no limit ${path}.`);
  return found;
}
