import { expect, test } from 'vitest';
import { expandVariables } from '../../schema/expand-variables.ts';

test.each([
  ['nothing to expand', 'nothing to expand'],
  ['${env.HOST}', 'host.example'],
  ['http://${env.HOST}:${env.PORT:-4000}/graphql', 'http://host.example:4000/graphql'],
  ['${env.ADDRESS:-http://127.0.0.1:4001/graphql}', 'http://127.0.0.1:4001/graphql'],
  ['${env.EMPTY:-default}', ''],
])('expands %s as Rover does', (text, expanded) => {
  expect(expandVariables(text, { HOST: 'host.example', EMPTY: '' })).toBe(expanded);
});

test.each([
  ['${env.MISSING}', 'the environment variable MISSING is not set'],
  ['${file.secret.txt}', '${file.secret.txt} is not known'],
  ['${HOST}', '${HOST} is not known'],
])('refuses %s', (text, message) => {
  expect(() => expandVariables(text, { HOST: 'host.example' })).toThrow(message);
});
