import { limitSettings } from '../limits/limit-settings.ts';
import { isAddressRange } from './address-ranges.ts';
import {
  choice,
  isWebAddress,
  list,
  path,
  place,
  port,
  text,
  wholeNumber,
  yesNo,
} from '../../subgraphs/kit/settings/forms.ts';
import { pushSettings } from '../../subgraphs/kit/metrics/push-settings.ts';
import { optional, required, withFallback } from '../../subgraphs/kit/settings/setting.ts';
import { traceSettings } from '../observability/trace-settings.ts';

/** Variables that begin so are the gateway's. Without a dash inside: Kubernetes makes up variables that have one. */
export const gatewayPrefix = 'LIENTHONG_';

/** Name of the variable of a setting: `listen.port` → `LIENTHONG_LISTEN_PORT`. */
function variableOf(path: string): string {
  return gatewayPrefix + path.replaceAll(/[A-Z]/g, '_$&').replaceAll('.', '_').toUpperCase();
}

function doors(path: string, flag?: string) {
  return { variable: variableOf(path), ...(flag !== undefined && { flag }) };
}

/** Nobody can be sent to an address with a name and a password in it: `fetch` refuses it. */
function isWitnessAddress(given: string): boolean {
  if (!isWebAddress(given)) return false;
  const { username, password } = new URL(given);
  return username === '' && password === '';
}

/** All that can be set of a gateway. `docs/configuration.md` and its JSON schema are made of this table. */
export const gatewaySettings = {
  mode: withFallback(
    choice('development', 'production'),
    'development',
    'Production refuses whatever is for synthetic people alone. `NODE_ENV=production` says the same, and what either says holds.',
    doors('mode', 'mode'),
  ),
  supergraph: required(
    path('a file'),
    'The composed supergraph; a change is taken over.',
    doors('supergraph', 'supergraph'),
  ),
  'listen.host': withFallback(
    text('an address to listen on, such as 127.0.0.1'),
    '127.0.0.1',
    'Address to listen on.',
    doors('listen.host', 'host'),
  ),
  'listen.port': withFallback(port, 4000, 'Port to listen on.', doors('listen.port', 'port')),
  workers: withFallback(
    wholeNumber(0, 64),
    0,
    'Processes that answer on the port, kept by one that answers nothing; where supergraph, policy, issuers or clients change they are replaced without a failed request. 0: this process answers.',
    doors('workers', 'workers'),
  ),
  'tokens.issuers': optional(
    path('a file'),
    'YAML file of the issuers whose tokens are taken; in place of the three below.',
    doors('tokens.issuers', 'issuers'),
  ),
  'tokens.jwks': optional(
    place('a file or an https address'),
    'Public keys of the one issuer whose tokens are taken.',
    doors('tokens.jwks', 'jwks'),
  ),
  'tokens.issuer': optional(text('a text'), 'Its name, as `iss` has it.', doors('tokens.issuer', 'issuer')),
  'tokens.audience': optional(
    text('a text'),
    'The name of this hub, as `aud` has it.',
    doors('tokens.audience', 'audience'),
  ),
  'tokens.revocations': optional(
    path('a file'),
    'Tokens that are no longer good; a change is taken over.',
    doors('tokens.revocations', 'revocations'),
  ),
  'tokens.developmentIssuer': withFallback(
    yesNo,
    false,
    'Takes the tokens of the personas, whose key everybody knows. Never in production.',
    doors('tokens.developmentIssuer', 'development-issuer'),
  ),
  contextKey: optional(
    path('a file'),
    'Private key with which the gateway signs what it sends to the agencies.',
    doors('contextKey', 'context-key'),
  ),
  policies: optional(
    path('a file'),
    'JSON file: what satisfies each policy of `@policy`.',
    doors('policies', 'policies'),
  ),
  onDenial: withFallback(
    { ...choice('filter', 'reject'), description: 'filter (answer the rest) or reject (run nothing)' },
    'filter',
    'Whether the rest of an operation with a denied part is answered (filter) or nothing is run (reject).',
    doors('onDenial', 'on-denial'),
  ),
  'operations.registered': optional(
    choice('only', 'any'),
    'Whether operations that no client has registered are refused: only in production, any in development. In production nothing else is allowed.',
    doors('operations.registered'),
  ),
  introspection: optional(
    choice('on', 'off'),
    'Whether everybody may ask for the schema of a supergraph that classifies nothing: on in development, off in production. Over a classified one each client sees its contract, whatever this says.',
    doors('introspection'),
  ),
  policy: optional(
    path('a folder'),
    'Folder with the `schema` in which the policy lies, as in the repository; that one if left out. A change is taken over with workers alone.',
    doors('policy', 'policy'),
  ),
  clients: optional(
    path('a folder'),
    'Reviewed files of the clients; those of the repository if left out.',
    doors('clients', 'clients'),
  ),
  store: optional(
    text('file:PATH, mongodb://… or memory:'),
    'Store of the gateway itself: emergency accesses, requests for correction. In memory if left out.',
    doors('store', 'store'),
  ),
  'disclosureLog.place': optional(
    place('a folder or the URI of a store'),
    'Where the disclosure log is kept; in memory if left out.',
    doors('disclosureLog.place', 'log'),
  ),
  'disclosureLog.key': optional(
    path('a file'),
    'Private key that signs the log, or a set of keys: the first private one signs, other private ones are published to sign next, public ones as those that signed before. One for development is made if left out.',
    doors('disclosureLog.key', 'log-key'),
  ),
  'disclosureLog.gateway': optional(
    text('letters, digits, ".", "_" or "-", 63 at most'),
    'Name of this gateway in a log that several share; the name of the machine if left out.',
    doors('disclosureLog.gateway', 'gateway-name'),
  ),
  'disclosureLog.witnesses': withFallback(
    list('https addresses', isWitnessAddress),
    [],
    'To each of them each signed head of the log is posted, as soon as it is durable: who keeps them finds out when the log is written anew.',
    doors('disclosureLog.witnesses'),
  ),
  'disclosureLog.attestEvery': withFallback(
    wholeNumber(1, 1_440),
    60,
    'Minutes after a head in which witnesses are sent the next one at the latest, though nothing was written: a longer silence is no quiet night.',
    doors('disclosureLog.attestEvery'),
  ),
  'events.key': optional(
    path('a file'),
    'Private key that signs the events which clients’ systems are told of; no events are relayed if left out.',
    doors('events.key', 'event-key'),
  ),
  'events.senders': withFallback(
    text('justice=URL or file of a key set, with commas between several'),
    '',
    'Whose events are relayed to clients’ systems, and by which public keys they are known.',
    doors('events.senders', 'event-senders'),
  ),
  console: optional(
    path('a file'),
    'YAML file that says how people sign in to the console; no console if left out.',
    doors('console', 'console'),
  ),
  'cursors.secret': optional(
    text('a text'),
    'Secret of the cursors and the sessions of the console, the same in all gateways; made for the process if left out.',
    {
      variable: 'CURSOR_SECRET',
      isSecret: true,
    },
  ),
  'cursors.secretFile': optional(
    path('a file'),
    'File that holds that secret, in place of the variable.',
    doors('cursors.secretFile'),
  ),
  ...pushSettings((path, standardVariable) => ({ ...doors(path), standardVariable })),
  ...traceSettings((path, standardVariable) => ({ ...doors(path), standardVariable })),
  'logging.format': optional(
    choice('text', 'json'),
    'How the process writes about itself on its standard error: lines for people, or one JSON object a line. JSON in production, text in development.',
    doors('logging.format'),
  ),
  'logging.level': withFallback(
    choice('info', 'warn', 'error'),
    'warn',
    'From which level on; with info each answer is a line, without anything of what was asked.',
    doors('logging.level'),
  ),
  'network.encryptedHosts': withFallback(
    list('names of hosts'),
    [],
    'Hosts that are reached over plain HTTP because a mesh or a tunnel encrypts, or because the network between never leaves the machine.',
    doors('network.encryptedHosts'),
  ),
  'network.trustedProxies': withFallback(
    list('IP addresses, or ranges such as 10.0.0.0/8', isAddressRange),
    [],
    'Proxies that are believed where they say from whom they have a request (`x-forwarded-for`): room for bodies and answers is shared out by address.',
    doors('network.trustedProxies'),
  ),
  ...limitSettings,
} as const;
