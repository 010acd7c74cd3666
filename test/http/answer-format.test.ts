import { expect, test } from 'vitest';
import { negotiateAnswer } from '../../gateway/http/answer-format.ts';
import { preferredLanguage } from '../../gateway/http/language.ts';
import { readWithParameters } from '../../gateway/http/quality-list.ts';

const json = { contentType: 'application/json; charset=utf-8', plainJson: false };
const plainJson = { ...json, plainJson: true };
const graphql = { contentType: 'application/graphql-response+json; charset=utf-8', plainJson: false };

/** Milliseconds of CPU that a piece of work takes. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test.each([
  ['entries', 'a,'.repeat(7_500)],
  ['parameters', `a${';a=b'.repeat(3_700)}`],
])('a list of languages or of types of 15 KB costs next to nothing: %s', (_, header) => {
  const cost = cpuOf(() => {
    for (let i = 0; i < 500; i++) {
      preferredLanguage(header);
      negotiateAnswer(`${header}${i}`);
    }
  });
  // Read to its end each took some 3 ms.
  expect(cost).toBeLessThan(500);
});

test('a single type that is longer than any means nothing', () => {
  expect(readWithParameters(`application/json;a=${'b'.repeat(500)}`).value).toBe('');
});

test.each([
  [undefined, json],
  ['', json],
  ['*/*', json],
  ['application/*', json],
  ['application/json', plainJson],
  ['APPLICATION/JSON', plainJson],
  ['application/json;charset="UTF-8"', plainJson],
  ['application/graphql-response+json', graphql],
  ['application/graphql-response+json, application/json;q=0.9', graphql],
  ['application/graphql-response+json;q=0.8, application/json', plainJson],
  ['application/graphql-response+json, application/json', graphql],
  ['application/json, application/graphql-response+json', plainJson],
  ['application/graphql-response+json, */*', graphql],
  ['application/graphql-response+json;q=0.1, */*;q=0.5', json],
  ['text/html, application/xhtml+xml, */*;q=0.8', json],
  ['application/json;q=0, */*', graphql],
  ['text/html', undefined],
  ['application/json;q=0', undefined],
  ['application/json;q=2', undefined],
  ['application/json;charset=utf-16', undefined],
  [',', undefined],
  // Sixteen entries are read, and 512 characters.
  [`${'a,'.repeat(15)}application/json`, plainJson],
  [`${'a,'.repeat(16)}application/json`, undefined],
  [`${' '.repeat(495)},application/json`, plainJson],
  [`${' '.repeat(496)},application/json`, undefined],
  // Cut off, it would be another one.
  [`${' '.repeat(495)},application/json-seq`, undefined],
])('Accept %j is answered with %j', (accept, format) => {
  expect(negotiateAnswer(accept)).toEqual(format);
});
