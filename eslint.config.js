import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import graphql from '@graphql-eslint/eslint-plugin';
import { parse } from 'yaml';

// ESLint reads the SDL of the agencies and nothing else; TypeScript is for oxlint. Each agency is a project of its
// own, so that types are looked up in the subgraph that they are written in.
const { subgraphs } = parse(readFileSync(join(import.meta.dirname, 'rover.yaml'), 'utf8'));
const files = Object.values(subgraphs).map(({ schema }) => schema.file);
const projects = Object.fromEntries(files.map((file) => [file, { schema: file }]));

export default [
  {
    files,
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { projects } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          // The roots are described by their fields; composition would have to choose one agency's words for them.
          ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation)$/]'],
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
        },
      ],
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': [
        'error',
        { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/require-nullable-result-in-root': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];
