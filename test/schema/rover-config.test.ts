import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import composition from '@apollo/composition/package.json' with { type: 'json' };
import { readRoverConfig } from '../../schema/rover-config.ts';

const config = `federation_version: =2.14.4
subgraphs:
  vss:
    routing_url: \${env.VSS_URL:-http://127.0.0.1:4004/graphql}
    schema:
      file: schema/vss.graphql
  health:
    routing_url: http://127.0.0.1:4001/graphql
    schema:
      file: schema/health.graphql
`;

test('reads the subgraphs in the order of their names, with variables expanded', () => {
  expect(readRoverConfig(config, { VSS_URL: 'https://vss.example/graphql' })).toEqual({
    federationVersion: '2.14.4',
    subgraphs: [
      { name: 'health', routingUrl: 'http://127.0.0.1:4001/graphql', schemaFile: 'schema/health.graphql' },
      { name: 'vss', routingUrl: 'https://vss.example/graphql', schemaFile: 'schema/vss.graphql' },
    ],
  });
});

test.each([
  [
    'an unknown key',
    config.replace('federation_version', 'federationVersion'),
    'unknown key "federationVersion"',
  ],
  [
    'an unknown key of a subgraph',
    config.replace('routing_url', 'url'),
    'subgraphs.vss has the unknown key "url"',
  ],
  ['a version that can move', config.replace('=2.14.4', '2'), 'federation_version must be'],
  ['no subgraphs', 'federation_version: =2.14.4\nsubgraphs: {}\n', 'at least one subgraph'],
  ['a subgraph twice', config.replace('health:', 'vss:'), 'Map keys must be unique'],
  [
    'an address that is none',
    config.replace('http://127.0.0.1:4001/graphql', 'localhost'),
    'subgraphs.health.routing_url',
  ],
  [
    'SDL from elsewhere',
    config.replace('file: schema/vss.graphql', 'subgraph_url: http://x/'),
    'unknown key "subgraph_url"',
  ],
  ['a list', '[]\n', 'the file must be a mapping'],
])('refuses %s in one line', (_what, text, message) => {
  expect(() => readRoverConfig(text, {})).toThrow(message);
  expect(() => readRoverConfig(text, {})).not.toThrow(/\n/);
});

describe('rover.yaml', () => {
  const text = readFileSync(new URL('../../rover.yaml', import.meta.url), 'utf8');

  // The format as Rover's own types have it: SupergraphConfigYaml, SubgraphConfig, SchemaSource, FederationVersion.
  test('is in the format of Rover, key by key', () => {
    const { federation_version: version, subgraphs, ...others } = parse(text);
    expect(others).toEqual({});
    expect(version).toMatch(/^=2\.\d+\.\d+$/);
    expect(Object.keys(subgraphs)).toEqual(['health', 'hub', 'justice', 'population', 'vss']);
    for (const subgraph of Object.values<Record<string, unknown>>(subgraphs)) {
      expect(Object.keys(subgraph)).toEqual(['routing_url', 'schema']);
      expect(subgraph['routing_url']).toMatch(/^\$\{env\.[A-Z_]+:-http:\/\/127\.0\.0\.1:\d+\/graphql\}$/);
      expect(subgraph['schema']).toEqual({ file: expect.stringMatching(/^schema\/[a-z]+\.graphql$/) });
    }
  });

  test('names the version of composition that is installed, so that Rover composes the same', () => {
    expect(readRoverConfig(text, {}).federationVersion).toBe(composition.version);
  });
});
