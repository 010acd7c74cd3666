import type { ConstDirectiveNode } from 'graphql';
import { schemaDirectives } from './access-block.ts';
import type { AgencyDocument } from './agreement.ts';
import { problemAt } from './finding.ts';
import type { Problem } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** The specifications that gateway and subgraphs understand, in the one version that they understand. */
const knownSpecs: ReadonlySet<string> = new Set([
  'https://specs.apollo.dev/link/v1.0',
  'https://specs.apollo.dev/federation/v2.12',
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/policy/v0.1',
  'https://lienthong.gov.vn/access/v1.0',
]);

/**
 * Only known specifications are linked, and under their own names: a rule that is renamed or comes from another
 * place would compose, and would mean nothing to whoever enforces it.
 */
export const specVersions: AgencyRule = {
  id: 'spec-versions',
  *check(agency) {
    for (const link of schemaDirectives(agency.document)) {
      if (link.name.value === 'link') yield* checkLink(agency, link);
    }
  },
};

function* checkLink(agency: AgencyDocument, link: ConstDirectiveNode): Generator<Problem> {
  const url = argument(link, 'url');
  const spec = url?.kind === 'StringValue' ? url.value : '';
  if (!knownSpecs.has(spec)) {
    const message = `links "${spec}", which nobody here enforces: link one of ${[...knownSpecs].join(', ')}`;
    yield problemAt(agency, link, 'schema', message);
  }
  const imported = argument(link, 'import');
  const renames =
    imported?.kind === 'ListValue' && imported.values.some(({ kind }) => kind !== 'StringValue');
  if (argument(link, 'as') !== undefined || renames) {
    yield problemAt(agency, link, 'schema', `renames what "${spec}" defines: import it under its own name`);
  }
}

function argument(link: ConstDirectiveNode, wanted: string) {
  return link.arguments?.find(({ name }) => name.value === wanted)?.value;
}
