import { Kind } from 'graphql';
import type { ConstDirectiveNode, ConstObjectValueNode, ConstValueNode, DocumentNode } from 'graphql';

/** The specifications whose directives are enforced, by the name that the code uses for each. */
const specifications = {
  authenticated: {
    identity: 'https://specs.apollo.dev/authenticated',
    version: 'v0.1',
    directive: 'authenticated',
  },
  requiresScopes: {
    identity: 'https://specs.apollo.dev/requiresScopes',
    version: 'v0.1',
    directive: 'requiresScopes',
  },
  policy: { identity: 'https://specs.apollo.dev/policy', version: 'v0.1', directive: 'policy' },
  data: { identity: 'https://lienthong.gov.vn/access', version: 'v1.0', directive: 'data' },
} as const;

/** One of the enforced specifications. */
export type AccessSpecification = keyof typeof specifications;

/** Under which name each linked specification's directive is applied in a supergraph; none for one that is not linked. */
export type LinkedDirectives = Readonly<Partial<Record<AccessSpecification, string>>>;

/**
 * Finds what the access directives are called: a link may rename them, and a rename must not switch them off
 * (CVE-2025-64347).
 *
 * @throws Error for another version of a specification, and for a directive that bears the name of one without being
 *   linked to it: it would look like protection and be none
 */
export function linkedDirectives(supergraph: DocumentNode): LinkedDirectives {
  const names: Partial<Record<AccessSpecification, string>> = {};
  for (const link of linksOf(supergraph)) {
    for (const [name, { identity, version, directive }] of Object.entries(specifications)) {
      if (!link.url.startsWith(`${identity}/`)) continue;
      if (link.url !== `${identity}/${version}`) {
        throw new Error(`the supergraph links ${link.url}; of this specification only ${version} is known.`);
      }
      names[name as AccessSpecification] = directiveName(link, identity, directive);
    }
  }
  refuseLookAlikes(supergraph, names);
  return names;
}

/**
 * What a directive of a linked specification is called in the document that links it.
 *
 * @param identity URL of the specification, without the version
 */
export function directiveName(link: Link, identity: string, directive: string): string {
  return link.imports.get(`@${directive}`) ?? nameOf(identity, directive, link.as);
}

/** The directive that bears its specification's name is called as the link is; any other gets the link as prefix. */
function nameOf(identity: string, directive: string, as: string | undefined): string {
  const specification = identity.slice(identity.lastIndexOf('/') + 1);
  return specification === directive ? (as ?? directive) : `${as ?? specification}__${directive}`;
}

function refuseLookAlikes(supergraph: DocumentNode, names: LinkedDirectives): void {
  const linked = new Set(Object.values(names));
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) continue;
    const name = definition.name.value;
    if (Object.hasOwn(specifications, name) && name !== 'data' && !linked.has(name)) {
      throw new Error(
        `the supergraph defines @${name} without linking its specification; it would protect nothing.`,
      );
    }
  }
}

/** One specification that a document links. */
export interface Link {
  readonly url: string;
  readonly as: string | undefined;
  /** Name in the specification → name here, both with `@` for directives. */
  readonly imports: ReadonlyMap<string, string>;
}

/** A link is told by its arguments: its directive too may be renamed, and was `@core(feature:)` once. */
export function linksOf(supergraph: DocumentNode): readonly Link[] {
  return supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).map(readLink)
      : [],
  );
}

function readLink(directive: ConstDirectiveNode): Link {
  const values = new Map(directive.arguments?.map(({ name, value }) => [name.value, value]));
  const list = values.get('import');
  const imports = list?.kind === Kind.LIST ? list.values.flatMap(readImport) : [];
  const url = text(values.get('url')) ?? text(values.get('feature')) ?? '';
  return { url, as: text(values.get('as')), imports: new Map(imports) };
}

function readImport(value: ConstValueNode): readonly (readonly [string, string])[] {
  if (value.kind === Kind.STRING) return [[value.value, value.value.replace(/^@/, '')]];
  if (value.kind !== Kind.OBJECT) return [];
  const name = member(value, 'name');
  return name === undefined ? [] : [[name, (member(value, 'as') ?? name).replace(/^@/, '')]];
}

function member(value: ConstObjectValueNode, name: string): string | undefined {
  return text(value.fields.find((field) => field.name.value === name)?.value);
}

function text(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
