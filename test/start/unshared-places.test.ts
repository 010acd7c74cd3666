import { expect, test } from 'vitest';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { unsharedPlaces } from '../../gateway/start/unshared-places.ts';

const store = '--store mongodb://db/hub';
const mistakes = (args: string) =>
  unsharedPlaces(readGatewayOptions(`--supergraph a.graphql ${args}`.split(' ')), (path) => path);

test.each(['', '--workers 0'])('a gateway alone (%s) shares nothing', (args) => {
  expect(mistakes(args.trim() || '--port 1')).toEqual([]);
});

test.each(['log', 'mongodb://db/log'])('workers may share MongoDB and a log in %s', (log) => {
  expect(mistakes(`--workers 2 ${store} --log ${log}`)).toEqual([]);
});

test.each(['memory:', 'file:hub.db'])('not even one worker may have its store in %s', (place) => {
  expect(mistakes(`--workers 1 --store ${place} --log log`)).toEqual([
    'store must be MongoDB with workers: what one of them writes the others must read.',
  ]);
});

test('workers may have no log in memory or in a file of its own', () => {
  for (const log of ['', '--log memory:', '--log file:log.db'])
    expect(mistakes(`--workers 2 ${store} ${log}`.trim())).toEqual([
      'disclosureLog.place must be a folder or MongoDB with workers: each writes its part.',
    ]);
});

test('a sign-in of personas, which one process remembers, is refused', () => {
  expect(mistakes(`--workers 1 ${store} --log log --development-issuer`)).toEqual([
    'tokens.developmentIssuer needs one process: a sign-in of a persona begun at one worker would end at another.',
  ]);
});

test('a sign-in at a real issuer, which is in a cookie, may begin at one worker and end at another', () => {
  expect(mistakes(`--workers 2 ${store} --log log --console console.yaml`)).toEqual([]);
});
