import { Kind, parse, print, visit, type DirectiveNode } from 'graphql';

/**
 * The supergraph with other routing URLs: for subgraphs that listen where only the starter knows.
 *
 * @param urls by the name of the subgraph; one that is not named keeps its URL
 */
export function withRoutingUrls(supergraphSdl: string, urls: Readonly<Record<string, string>>): string {
  return print(
    visit(parse(supergraphSdl), {
      Directive(directive) {
        if (directive.name.value !== 'join__graph') return undefined;
        const url = urls[textArgument(directive, 'name')];
        if (url === undefined) return undefined;
        return {
          ...directive,
          arguments: directive.arguments?.map((argument) =>
            argument.name.value === 'url'
              ? { ...argument, value: { kind: Kind.STRING, value: url } }
              : argument,
          ),
        };
      },
    }),
  );
}

/** The supergraph without its routing URLs and in one layout: what is agreed, wherever the agencies are reached. */
export function withoutRoutingUrls(supergraphSdl: string): string {
  const none = routingUrls(supergraphSdl).map(({ name }) => [name, ''] as const);
  return withRoutingUrls(supergraphSdl, Object.fromEntries(none));
}

/** The routing URLs of a supergraph, with the names of their subgraphs. */
export function routingUrls(
  supergraphSdl: string,
): readonly { readonly name: string; readonly url: string }[] {
  const found: { readonly name: string; readonly url: string }[] = [];
  visit(parse(supergraphSdl), {
    Directive(directive) {
      if (directive.name.value !== 'join__graph') return;
      found.push({ name: textArgument(directive, 'name'), url: textArgument(directive, 'url') });
    },
  });
  return found;
}

function textArgument({ arguments: values }: DirectiveNode, name: string): string {
  const value = values?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}
