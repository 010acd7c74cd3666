import { Kind } from 'graphql';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** The graph has one name for each root type, and whoever reads a coordinate in a log or a policy looks for that one. */
export const rootNames: AgencyRule = {
  id: 'root-names',
  *check(agency) {
    for (const node of agency.document.definitions) {
      if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
      for (const root of node.operationTypes ?? []) {
        const [first = '', ...rest] = root.operation;
        const name = `${first.toUpperCase()}${rest.join('')}`;
        const given = root.type.name.value;
        if (given !== name)
          yield problemAt(agency, root, given, `is the root of each ${root.operation}: call it ${name}`);
      }
    }
  },
};
