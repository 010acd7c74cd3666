import { pushSettings } from './metrics/push-settings.ts';
import { choice, list, path, place, port, text } from './settings/forms.ts';
import { optional, required, withFallback } from './settings/setting.ts';

/** All that can be set of an agency's process. `docs/configuration.md` and its JSON schema are made of this table. */
export const agencySettings = {
  mode: withFallback(
    choice('development', 'production'),
    'development',
    'Production refuses whatever is for synthetic people alone. `NODE_ENV=production` says the same, and what either says holds.',
    { variable: 'MODE' },
  ),
  store: required(text('file:PATH, mongodb://… or memory:'), 'Store of the agency, its own alone.', {
    variable: 'STORE_URI',
  }),
  'listen.host': withFallback(text('an address to listen on'), '127.0.0.1', 'Address to listen on.', {
    variable: 'HOST',
  }),
  'listen.port': withFallback(port, 0, 'Port to listen on.', { variable: 'PORT' }),
  'context.keys': required(
    place('the URL or the file of the public keys of the gateway'),
    'Public keys of the gateways: URL or file of a JSON Web Key Set.',
    { variable: 'CONTEXT_JWKS' },
  ),
  'context.issuers': withFallback(
    list('names of gateways'),
    ['lien-thong-gateway'],
    'Names of the gateways that are trusted.',
    { variable: 'CONTEXT_ISSUERS' },
  ),
  'cursors.secret': optional(
    text('a secret, the same for all processes of the agency'),
    'Secret with which cursors are encrypted, the same for all processes of the agency.',
    { variable: 'CURSOR_SECRET', isSecret: true },
  ),
  'cursors.secretFile': optional(path('a file'), 'File that holds that secret, in place of the variable.', {
    variable: 'CURSOR_SECRET_FILE',
  }),
  sealKeys: optional(
    path('a file'),
    'Key file of an agency that seals documents (all but Population); a change is taken over. In development keys that everybody knows if left out.',
    { variable: 'SEAL_KEYS' },
  ),
  'sealModule.library': optional(
    path('a file'),
    'PKCS#11 library of the hardware module that holds the private halves of `sealKeys`; the labels of its keys are their `kid`.',
    { variable: 'SEAL_MODULE' },
  ),
  'sealModule.token': optional(text('a text'), 'Label of the token in that module.', {
    variable: 'SEAL_TOKEN',
  }),
  'sealModule.pinFile': optional(path('a file'), 'File of the PIN of that token.', {
    variable: 'SEAL_PIN_FILE',
  }),
  'events.key': optional(
    path('a file'),
    'Private key that signs the events of the agency; no events at all if left out.',
    { variable: 'EVENT_KEY' },
  ),
  'events.receivers': withFallback(
    list('NAME=ADDRESS'),
    [],
    'Who hears of this agency: `vss=https://…/events`.',
    { variable: 'EVENT_RECEIVERS' },
  ),
  'events.senders': withFallback(
    list('NAME=URL or file of a JSON Web Key Set'),
    [],
    'Whom the agency hears, and their public keys: `justice=https://…/.well-known/jwks.json`. A relative path begins where the process was started.',
    { variable: 'EVENT_SENDERS' },
  ),
  'hub.url': optional(
    text('the address of the hub without a path, https://…'),
    'Where the agency asks the hub about claims and about what it hears; claims and events wait if left out.',
    { variable: 'HUB_URL' },
  ),
  'hub.tokens': optional(
    path('a folder'),
    'Access tokens with which the agency asks the hub: `ORGANISATION.jwt` for each organisation, read anew for each question.',
    { variable: 'HUB_TOKENS' },
  ),
  sealKeySources: withFallback(
    list('NAME=URL or file of a JSON Web Key Set'),
    [],
    'Social insurance alone: where each agency itself publishes the keys of its seals, `health=https://…/.well-known/jwks.json`. A hub that was taken over can then forge no paper. What the hub publishes counts if left out.',
    { variable: 'SEAL_KEY_SOURCES' },
  ),
  plainCases: optional(
    choice('grant'),
    'Social insurance alone: claims that a dated rule calls plain are granted without an officer.',
    { variable: 'PLAIN_CASES' },
  ),
  'logging.format': optional(
    choice('text', 'json'),
    'How the process writes about itself: lines for people, or one JSON object a line on its standard error. JSON in production, text in development.',
    { variable: 'LOGGING_FORMAT' },
  ),
  ...pushSettings((_, standardVariable) => ({ standardVariable })),
  'network.encryptedHosts': withFallback(
    list('names of hosts'),
    [],
    'Hosts that are reached over plain HTTP because a mesh or a tunnel encrypts, or because the network between never leaves the machine.',
    { variable: 'ENCRYPTED_HOSTS' },
  ),
} as const;
