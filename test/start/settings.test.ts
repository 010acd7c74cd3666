import { describe, expect, test } from 'vitest';
import { gatewaySettings } from '../../gateway/start/gateway-settings.ts';
import { choice, list, path, port, text, yesNo } from '../../subgraphs/kit/settings/forms.ts';
import { readSettings, type SettingSources } from '../../subgraphs/kit/settings/read-settings.ts';
import { optional, required, withFallback } from '../../subgraphs/kit/settings/setting.ts';
import { SettingsError } from '../../subgraphs/kit/settings/settings-error.ts';

const table = {
  mode: withFallback(choice('one', 'two'), 'one', 'A mode.', { flag: 'mode', variable: 'T_MODE' }),
  'listen.port': withFallback(port, 4000, 'A port.', { flag: 'port', variable: 'T_PORT' }),
  'listen.hosts': withFallback(list('hosts'), [], 'Hosts.', { variable: 'T_HOSTS' }),
  key: optional(path('a file'), 'A key.', { flag: 'key' }),
  open: withFallback(yesNo, false, 'Whether.', { flag: 'open', variable: 'T_OPEN' }),
  graph: required(text('a graph'), 'A graph.', { flag: 'graph', variable: 'T_GRAPH' }),
  secret: optional(text('a secret'), 'A secret.', { variable: 'T_SECRET', isSecret: true }),
} as const;

function read({ args = [], environment = {}, file }: Partial<SettingSources>) {
  return readSettings(table, { args, environment, file }, { usage: 'Usage: x.', prefix: 'T_' });
}

function mistakesOf(sources: Partial<SettingSources>): readonly string[] {
  try {
    read(sources);
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
  return [];
}

const inFile = (text: string) => ({ file: { path: '/etc/hub/x.yaml', text } });

describe('a setting', () => {
  test('of an option goes before that of a variable, that before the file, that before what holds by itself', () => {
    const file = inFile('{ listen: { port: 3 }, graph: g }');
    const environment = { T_PORT: '2' };
    expect(read({ args: ['--port', '1'], environment, ...file }).values['listen.port']).toBe(1);
    expect(read({ environment, ...file }).values['listen.port']).toBe(2);
    expect(read({ environment: { T_PORT: '' }, ...file }).values['listen.port']).toBe(3);
    expect(read({ args: ['--graph', 'g'] }).values['listen.port']).toBe(4000);
  });

  test('is read from the variable of a standard where ours is not set', () => {
    const graph = optional(text('a graph'), 'A graph.', { variable: 'T_OWN', standardVariable: 'STANDARD' });
    const named = (environment: Record<string, string>) => {
      const { values, nameOf } = readSettings({ graph }, { args: [], environment }, { usage: '' });
      return [values.graph, nameOf('graph')];
    };
    expect(named({ STANDARD: 'a' })).toEqual(['a', 'STANDARD']);
    expect(named({ STANDARD: 'a', T_OWN: 'b' })).toEqual(['b', 'T_OWN']);
    const file = { path: '/etc/hub/x.yaml', text: '{ graph: c }' };
    const sources = { args: [], environment: { STANDARD: 'a' }, file };
    expect(readSettings({ graph }, sources, { usage: '' }).values.graph).toBe('c');
  });

  test('is read as the same value through each door', () => {
    const expected = { 'listen.hosts': ['a', 'b'], open: true, mode: 'two' };
    expect(
      read(inFile('{ listen: { hosts: [a, b] }, open: true, mode: two, graph: g }')).values,
    ).toMatchObject(expected);
    const environment = { T_HOSTS: 'a, b', T_OPEN: 'true', T_MODE: 'two', T_GRAPH: 'g' };
    expect(read({ environment }).values).toMatchObject(expected);
  });

  test('that is a path in the file begins where the file lies', () => {
    expect(read(inFile('{ key: keys/a.json, graph: g }')).values.key).toBe('/etc/hub/keys/a.json');
    expect(read({ args: ['--key', 'keys/a.json', '--graph=g'] }).values.key).toBe('keys/a.json');
  });

  test('is called by the name of whoever gave it, or of how to give it', () => {
    const { nameOf } = read({ args: ['--graph=g'], ...inFile('{ mode: two }') });
    expect([nameOf('graph'), nameOf('mode'), nameOf('key')]).toEqual([
      '--graph',
      '/etc/hub/x.yaml: mode',
      '--key, or key in the file',
    ]);
  });
});

describe('mistakes', () => {
  test('of a file that is no YAML are its lines alone: nobody knows what it lacks', () => {
    expect(mistakesOf(inFile('mode: one\nkey: [\n'))).toEqual([
      expect.stringMatching(/^\/etc\/hub\/x\.yaml: line \d cannot be read as YAML\.$/),
    ]);
  });

  test('are told all at once, with their places and what is allowed', () => {
    expect(
      mistakesOf({
        args: ['--port', '70000', '--grapf=g', 'more'],
        environment: { T_OPEN: 'yes', T_NOTHING: '1', OTHER: '1' },
        ...inFile('{ mode: three, listen: { hosts: a b, prot: 1 }, secret: s3cret, key: 7 }'),
      }),
    ).toEqual([
      "Unknown option '--grapf'. Usage: x.",
      "Unexpected argument 'more'.",
      '--graph is missing.',
      'T_NOTHING is no setting: remove it, or see docs/configuration.md.',
      '/etc/hub/x.yaml: listen.prot is no setting: remove it, or use port, hosts.',
      '/etc/hub/x.yaml: secret is a secret: give it as T_SECRET.',
      '/etc/hub/x.yaml: mode must be one of one, two.',
      '--port must be a whole number from 0 to 65535; 0 takes any free port.',
      '/etc/hub/x.yaml: key must be a file.',
      'T_OPEN must be true or false.',
    ]);
  });

  test.each([
    ['a: [s3cret', '/etc/hub/x.yaml: line 2 cannot be read as YAML.'],
    ['- s3cret', '/etc/hub/x.yaml: the file must be a mapping of mode, listen, key, open, graph.'],
    ['listen: s3cret', '/etc/hub/x.yaml: listen must be a mapping of port, hosts.'],
    ['mode: s3cret', '/etc/hub/x.yaml: mode must be one of one, two.'],
  ])('of the file %j are told without a word of it', (text, mistake) => {
    expect(mistakesOf({ args: ['--graph=g'], ...inFile(`# a file\n${text}`) })).toEqual([mistake]);
  });

  test.each([
    [['--graph'], "Option '--graph <value>' argument missing."],
    [['--graph', '--open'], "Option '--graph <value>' argument missing."],
    [['--graph=g', '--open=yes'], "Option '--open' takes no value."],
  ])('of the command line %j', (args, mistake) => {
    expect(mistakesOf({ args })[0]).toContain(mistake);
  });
});

test('a witness whose address holds a name and a password is refused: nobody could be sent to it', () => {
  const { 'disclosureLog.witnesses': witnesses } = gatewaySettings;
  const given = (address: string) =>
    readSettings(
      { witnesses },
      { args: [], environment: { LIENTHONG_DISCLOSURE_LOG_WITNESSES: address } },
      { usage: '' },
    );
  expect(given('https://witness.invalid/heads').values.witnesses).toEqual(['https://witness.invalid/heads']);
  expect(() => given('https://user:secret@witness.invalid/heads')).toThrow(SettingsError);
});
