import { Kind, parse, print, visit } from 'graphql';

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
        const values = new Map(directive.arguments?.map(({ name, value }) => [name.value, value]));
        const name = values.get('name');
        const url = name?.kind === Kind.STRING ? urls[name.value] : undefined;
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
