import { describe, expect, test } from 'vitest';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';
import { readHubSettings, storeUri } from '../../start/hub-settings.ts';

const uriFor = (mongodbUri: string) => storeUri(readHubSettings([], { MONGODB_URI: mongodbUri }), 'vss');

describe('each agency has a database of its own', () => {
  test.each([
    ['one host', 'mongodb://db/hub', 'mongodb://db/hub-vss'],
    ['no database', 'mongodb://db:27017', 'mongodb://db:27017/lien-thong-vss'],
    ['a replica set', 'mongodb://a:1,b:2,c/hub?replicaSet=rs0', 'mongodb://a:1,b:2,c/hub-vss?replicaSet=rs0'],
    ['options without a database', 'mongodb://a/?tls=true', 'mongodb://a/lien-thong-vss?tls=true'],
    ['a host from DNS', 'mongodb+srv://u:p@cluster.example/hub', 'mongodb+srv://u:p@cluster.example/hub-vss'],
  ])('on %s', (_what, given, made) => {
    expect(uriFor(given)).toBe(made);
  });

  test.each([
    ['the one that was named', 'mongodb://u:p%40@db/hub', 'mongodb://u:p%40@db/hub-vss?authSource=hub'],
    ['admin, when none was named', 'mongodb://u:p@db', 'mongodb://u:p@db/lien-thong-vss?authSource=admin'],
    [
      'the one that the options name',
      'mongodb://u:p@db/hub?authSource=users&tls=true',
      'mongodb://u:p@db/hub-vss?authSource=users&tls=true',
    ],
  ])('and the user stays in %s', (_what, given, made) => {
    expect(uriFor(given)).toBe(made);
  });

  test('or a file', () => {
    expect(storeUri(readHubSettings([], { DATA_DIR: 'data' }), 'vss')).toBe('file:data/vss.db');
  });
});

test.each(['nonsense', 'http://u:hidden@db/hub', 'mongodb://', 'mongodb://db/hub/hidden'])(
  'refuses %s as a MONGODB_URI without repeating it',
  (uri) => {
    const read = () => readHubSettings([], { MONGODB_URI: uri });
    expect(read).toThrow(UsageError);
    expect(read).toThrow(/^MONGODB_URI must be mongodb:\/\//);
    expect(read).not.toThrow(/hidden|nonsense/);
  },
);

test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
  [
    'a population that is no number',
    ['--population', 'many'],
    {},
    /^--population must be a whole number from 100/,
  ],
  ['a port that is none', [], { PORT: '99999' }, /^PORT must be a whole number from 0 to 65535/],
  [
    'two places for the data',
    [],
    { DATA_DIR: 'data', MONGODB_URI: 'mongodb://127.0.0.1:1' },
    /^Set DATA_DIR or MONGODB_URI, not both/,
  ],
])('refuses %s in one line', (_what, args, environment, line) => {
  const read = () => readHubSettings(args, environment);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(line);
});
