import { parseDocument } from 'yaml';
import { expandVariables } from './expand-variables.ts';
import { isRecord } from './untrusted-json.ts';

/** One subgraph as `rover.yaml` names it; the SDL file is relative to the folder of `rover.yaml`. */
export interface RoverSubgraph {
  readonly name: string;
  readonly routingUrl: string;
  readonly schemaFile: string;
}

/** What `rover.yaml` says, with its variables expanded; subgraphs in the order of their names, as Rover has them. */
export interface RoverConfig {
  readonly federationVersion: string;
  readonly subgraphs: readonly RoverSubgraph[];
}

/**
 * Reads Rover's supergraph configuration, as strictly as Rover does and a little more: an unknown key is refused,
 * the version is exact, and the SDL is always a file. `env` gives the values of `${env.NAME}`.
 * Throws an `Error` of one line that names the place and the fix.
 */
export function readRoverConfig(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): RoverConfig {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new Error(`line ${broken.linePos?.[0].line ?? 1}: ${broken.message.split('\n')[0]}`);

  const config = mapping(document.toJS(), 'the file', ['federation_version', 'subgraphs']);
  const version = /^=(\d+\.\d+\.\d+)$/.exec(String(config['federation_version']))?.[1];
  if (version === undefined) throw new Error('federation_version must be exact, such as =2.14.4');
  const subgraphs = Object.entries(mapping(config['subgraphs'], 'subgraphs'));
  if (subgraphs.length === 0) throw new Error('subgraphs must name at least one subgraph');
  return {
    federationVersion: version,
    subgraphs: subgraphs
      .map(([name, value]) => readSubgraph(name, value, env))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function readSubgraph(
  name: string,
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): RoverSubgraph {
  const place = `subgraphs.${name}`;
  const subgraph = mapping(value, place, ['routing_url', 'schema']);
  const schema = mapping(subgraph['schema'], `${place}.schema`, ['file']);
  const routingUrl = expandVariables(textOf(subgraph, 'routing_url', `${place}.`), env);
  if (!/^https?:$/.test(URL.parse(routingUrl)?.protocol ?? '')) {
    throw new Error(`${place}.routing_url must be an http or https address`);
  }
  return { name, routingUrl, schemaFile: expandVariables(textOf(schema, 'file', `${place}.schema.`), env) };
}

function mapping(value: unknown, place: string, keys?: readonly string[]): Readonly<Record<string, unknown>> {
  if (!isRecord(value))
    throw new Error(`${place} must be a mapping${keys ? ` of ${keys.join(' and ')}` : ''}`);
  const unknownKey = Object.keys(value).find((key) => keys && !keys.includes(key));
  if (unknownKey !== undefined) throw new Error(`${place} has the unknown key "${unknownKey}": remove it`);
  return value;
}

function textOf(values: Readonly<Record<string, unknown>>, key: string, place: string): string {
  const value = values[key];
  if (typeof value !== 'string' || value === '')
    throw new Error(`${place}${key} is missing: write it as a text`);
  return value;
}
