import { issueDevelopmentToken } from '../identity/development/development-issuer.ts';
import {
  developmentPersonas,
  isPersonaName,
  type Persona,
  type PersonaName,
} from '../identity/development/personas.ts';
import { hubHeaders } from '../identity/request/hub-headers.ts';
import { parseOptions } from '../../subgraphs/kit/command/parse-options.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** What `npm run token` prints: the token for a program, and what to do with it for people. */
export interface TokenAnswer {
  readonly token: string;
  readonly advice: string;
}

const usage =
  'Usage: npm run token -- --as PERSONA [--purpose P] [--case C] [--citizen ID] [--organisation CODE] [--minutes N]';
const longestLife = 24 * 60;

/** Nothing in it means anything to a shell or to a header. */
const idForm = /^[\w.:-]{1,64}$/;

/**
 * Issues a development token.
 *
 * @param environment `NODE_ENV` and `PORT` are read
 * @throws UsageError
 */
export async function answerTokenCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TokenAnswer> {
  if (environment['NODE_ENV'] === 'production') {
    throw new UsageError('npm run token issues development tokens only; production trusts a real issuer.');
  }
  const options = readOptions(args);
  const persona = personaIn(options.as);
  const minutes = /^\d{1,4}$/.test(options.minutes) ? Number(options.minutes) : 0;
  if (minutes < 1 || minutes > longestLife) {
    throw new UsageError(`--minutes must be a whole number from 1 to ${longestLife}.`);
  }
  const own: Persona = developmentPersonas[persona];
  const headers = {
    purpose: matching('purpose', options.purpose ?? own.purpose, hubHeaders.purpose.form),
    case: matching('case', options.case, hubHeaders.case.form),
  };
  const citizen = matching('citizen', options.citizen, idForm);
  const organisation = matching('organisation', options.organisation, idForm);
  const token = await issueDevelopmentToken({ persona, citizen, organisation, minutes });
  const url = `http://127.0.0.1:${/^\d+$/.exec(environment['PORT'] ?? '')?.[0] ?? 4000}/graphql`;
  // An officer's own file is not what an officer asks for.
  const about = citizen ?? (own.organisation === undefined ? own.citizen : undefined);
  return { token, advice: curlLine(url, token, headers, about) };
}

/** Whom one can be, a line for each, and how. */
export function listPersonas(): string {
  const width = Math.max(...Object.keys(developmentPersonas).map(({ length }) => length));
  return [
    usage,
    '',
    ...Object.entries(developmentPersonas).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`),
  ].join('\n');
}

function readOptions(args: readonly string[]) {
  return parseOptions(usage, {
    args: [...args],
    options: {
      as: { type: 'string', default: '' },
      purpose: { type: 'string' },
      case: { type: 'string' },
      citizen: { type: 'string' },
      organisation: { type: 'string' },
      minutes: { type: 'string', default: '60' },
    },
  }).values;
}

function personaIn(name: string): PersonaName {
  if (isPersonaName(name)) return name;
  const wrong = name === '' ? '--as is missing' : `--as ${name} is nobody`;
  throw new UsageError(`${wrong}; npm run token lists whom you can be. ${usage}`);
}

function matching(option: string, value: string | undefined, form: RegExp): string | undefined {
  if (value === undefined || form.test(value)) return value;
  throw new UsageError(`--${option} has a form that no ${option} has. ${usage}`);
}

function curlLine(
  url: string,
  token: string,
  stated: { readonly purpose: string | undefined; readonly case: string | undefined },
  citizen: string | undefined,
): string {
  const headers = [
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    ...(stated.purpose === undefined ? [] : [`${hubHeaders.purpose.name}: ${stated.purpose}`]),
    ...(stated.case === undefined ? [] : [`${hubHeaders.case.name}: ${stated.case}`]),
  ];
  const query = citizen === undefined ? '{ __typename }' : `{ citizen(id: "${citizen}") { fullName } }`;
  const words = headers.map((header) => `-H '${header}'`).join(' ');
  return `curl -s ${url} ${words} -d '${JSON.stringify({ query })}'`;
}
