import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

// This file runs in the browser; the project has no types for it, so what is used of it is named here.
declare const document: {
  getElementById(
    id: string,
  ): Element & { readonly dataset: { readonly query: string; readonly headers: string } };
};
declare const Worker: new (url: URL, options: { readonly type: 'module' }) => object;

/** The files beside this one that the editor runs in workers, by the editor's name for their language. */
const workers: Readonly<Record<string, string>> = { graphql: 'graphql-worker.js', json: 'json-worker.js' };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, language: string) =>
      new Worker(new URL(workers[language] ?? 'editor-worker.js', import.meta.url), { type: 'module' }),
  },
});

const root = document.getElementById('root');

const ask = createGraphiQLFetcher({ url: '/graphql' });

/** The schema is asked for before the editor of headers is there, and nobody sees it who does not say who asks. */
const fetcher: Fetcher = (params, options) =>
  ask(
    params,
    params.operationName === 'IntrospectionQuery' && !options?.headers
      ? { ...options, headers: JSON.parse(root.dataset.headers) }
      : options,
  );

createRoot(root).render(
  createElement(
    GraphiQL,
    {
      fetcher,
      defaultQuery: root.dataset.query,
      defaultHeaders: root.dataset.headers,
    },
    createElement(GraphiQL.Logo, null, 'Liên Thông'),
  ),
);
