import { parseArgs } from 'node:util';
import type { OnDenial } from '../federation/answer-operation.ts';
import type { LogOptions } from './open-log.ts';
import type { TokenOptions } from './token-trust.ts';
import { UsageError } from './usage-error.ts';

/** What `npm run gateway` was asked to do. */
export interface GatewayOptions {
  readonly supergraph: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly contextKey: string | undefined;
  readonly tokens: TokenOptions;
  /** File that says what satisfies each policy of `@policy`. */
  readonly policies: string | undefined;
  readonly onDenial: OnDenial;
  /** What a gateway needs beside over a supergraph that classifies its data. */
  readonly hub: HubOptions;
}

/** See `HubGatewayOptions`. */
export interface HubOptions {
  /** Folder with the reviewed files of the clients; those of the repository if left out. */
  readonly clients: string | undefined;
  /** The disclosure log. */
  readonly log: LogOptions;
  /** Store of the emergency accesses; in memory if left out. */
  readonly store: string | undefined;
  /** Whether tokens of the development issuer are taken: never in production. */
  readonly developmentIssuer: boolean;
  /** File that says how people sign in to the console; no console if left out. */
  readonly console: string | undefined;
}

const usage =
  'Usage: npm run gateway -- --supergraph FILE [--port N] [--host HOST] [--jwks FILE|URL --issuer S --audience S | --issuers FILE | --development-issuer] [--revocations FILE] [--policies FILE] [--on-denial filter|reject] [--context-key FILE] [--clients DIR] [--log DIR|URI [--log-key FILE] [--gateway-name NAME]] [--store URI] [--console FILE]';

/** @throws UsageError */
export function readGatewayOptions(args: readonly string[]): GatewayOptions {
  const {
    supergraph,
    port,
    host,
    policies,
    'context-key': contextKey,
    'on-denial': onDenial,
    'development-issuer': developmentIssuer,
    clients,
    log: place,
    'log-key': keyFile,
    'gateway-name': gateway,
    store,
    console,
    ...tokens
  } = parse(args);
  if (supergraph === undefined || supergraph === '')
    throw new UsageError(`--supergraph is missing. ${usage}`);
  if (host === '') throw new UsageError('--host is empty; give an address to listen on, such as 127.0.0.1.');
  const { jwks, issuer, audience, issuers, revocations } = tokens;
  if (onDenial !== 'filter' && onDenial !== 'reject') {
    throw new UsageError('--on-denial must be filter (answer the rest) or reject (run nothing).');
  }
  return {
    supergraph,
    host,
    port: readPort(port),
    contextKey,
    policies,
    onDenial,
    tokens: { jwks, issuer, audience, issuers, revocations },
    hub: { clients, log: { place, keyFile, gateway }, store, developmentIssuer, console },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        supergraph: { type: 'string' },
        port: { type: 'string', default: '4000' },
        host: { type: 'string', default: '127.0.0.1' },
        jwks: { type: 'string' },
        issuer: { type: 'string' },
        audience: { type: 'string' },
        issuers: { type: 'string' },
        revocations: { type: 'string' },
        policies: { type: 'string' },
        'on-denial': { type: 'string', default: 'filter' },
        'context-key': { type: 'string' },
        'development-issuer': { type: 'boolean', default: false },
        clients: { type: 'string' },
        log: { type: 'string' },
        'log-key': { type: 'string' },
        'gateway-name': { type: 'string' },
        store: { type: 'string' },
        console: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : ['The options cannot be read'];
    throw new UsageError(`${reason}. ${usage}`);
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError('--port must be a whole number from 0 to 65535; 0 takes any free port.');
}
