import { expect, test } from 'vitest';
import { negotiateAnswer } from '../../gateway/http/answer-format.ts';

const json = { contentType: 'application/json; charset=utf-8', plainJson: false };
const plainJson = { ...json, plainJson: true };
const graphql = { contentType: 'application/graphql-response+json; charset=utf-8', plainJson: false };

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
])('Accept %j is answered with %j', (accept, format) => {
  expect(negotiateAnswer(accept)).toEqual(format);
});
