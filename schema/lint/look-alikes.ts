import { visit } from 'graphql';
import { problemAt } from './finding.ts';
import type { Problem } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** Directives that decide about access, by the form in which look-alikes are recognised. */
const guarded: ReadonlyMap<string, string> = new Map(
  ['data', 'authenticated', 'requiresScopes', 'policy'].map((name) => [normalise(name), name]),
);

/**
 * Composition drops a directive that an SDL defines itself, without a word, and the field it guarded is open. So
 * the standard directives are imported and never defined, and nothing else may look like one of them.
 */
export const lookAlikes: AgencyRule = {
  id: 'look-alikes',
  check(agency) {
    const problems: Problem[] = [];
    visit(agency.document, {
      DirectiveDefinition(node) {
        const original = guarded.get(normalise(node.name.value));
        // The one definition of @data that an SDL holds is compared with schema/access.graphql by another rule.
        if (original === undefined || node.name.value === 'data') return;
        const message = `looks like @${original} but guards nothing: delete it and import "@${original}"`;
        problems.push(problemAt(agency, node, `@${node.name.value}`, message));
      },
      Directive(node) {
        const name = node.name.value;
        const original = guarded.get(normalise(name));
        if (original === undefined || original === name) return;
        problems.push(
          problemAt(agency, node, `@${name}`, `looks like @${original}: import and write "@${original}"`),
        );
      },
    });
    return problems;
  },
};

/** `@federation__requires_Scopes`, `@RequiresScope` and `@requiresScopes` are one to a hurried reader. */
function normalise(name: string): string {
  return name.replace(/^.*__/, '').replaceAll('_', '').toLowerCase().replace(/s$/, '').replace(/ie$/, 'y');
}
