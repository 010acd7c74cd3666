import { print } from 'graphql';
import type { ConstDirectiveNode, DefinitionNode, DocumentNode } from 'graphql';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';

/** Each SDL carries the vocabulary of access exactly as `schema/access.graphql` has it. */
export const accessBlock: AgencyRule = {
  id: 'access-block',
  *check(agency, access) {
    for (const wanted of access.definitions) {
      const name = nameOf(wanted);
      if (name === undefined) continue;
      // An extension would change the vocabulary as well as another definition does.
      const kinds = [wanted.kind, wanted.kind.replace(/Definition$/, 'Extension')];
      const own = agency.document.definitions.filter(
        (node) => kinds.includes(node.kind) && nameOf(node) === name,
      );
      if (own.length !== 1 || own.some((node) => print(node) !== print(wanted))) {
        const message =
          'differs from schema/access.graphql: copy the definition from there, unchanged and unextended';
        yield problemAt(agency, own[0], name, message);
      }
    }
    const applied = schemaDirectives(agency.document).map((node) => print(node));
    for (const wanted of schemaDirectives(access)) {
      if (!applied.includes(print(wanted))) {
        yield problemAt(agency, undefined, 'schema', `add ${print(wanted)} to "extend schema"`);
      }
    }
  },
};

/** The directives that an SDL applies to its schema, whether it defines or extends it. */
export function schemaDirectives(document: DocumentNode): readonly ConstDirectiveNode[] {
  return document.definitions.flatMap((node) =>
    node.kind === 'SchemaExtension' || node.kind === 'SchemaDefinition' ? (node.directives ?? []) : [],
  );
}

function nameOf(node: DefinitionNode): string | undefined {
  return 'name' in node ? node.name?.value : undefined;
}
