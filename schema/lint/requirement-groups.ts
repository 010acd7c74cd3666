import { visit } from 'graphql';
import type { ValueNode } from 'graphql';
import { problemAt } from './finding.ts';
import type { Problem } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** The directives whose argument is "any of these groups, all of a group". */
const lists: ReadonlyMap<string, string> = new Map([
  ['requiresScopes', 'scopes'],
  ['policy', 'policies'],
]);

/** An empty list, group or name is a requirement that everybody meets, or nobody: it is always a mistake. */
export const requirementGroups: AgencyRule = {
  id: 'requirement-groups',
  check(agency) {
    const problems: Problem[] = [];
    visit(agency.document, {
      Directive(node) {
        const argument = lists.get(node.name.value);
        if (argument === undefined) return;
        const groups = node.arguments?.find(({ name }) => name.value === argument)?.value;
        if (groups && isFilledList(groups, (group) => isFilledList(group, isFilledString))) return;
        const message = `has an empty group: write ${argument}: [["name"]] with at least one name in each group`;
        problems.push(problemAt(agency, node, `@${node.name.value}`, message));
      },
    });
    return problems;
  },
};

function isFilledList(value: ValueNode, isFilled: (item: ValueNode) => boolean): boolean {
  return value.kind === 'ListValue' && value.values.length > 0 && value.values.every(isFilled);
}

function isFilledString(value: ValueNode): boolean {
  return value.kind === 'StringValue' && value.value.trim() !== '';
}
