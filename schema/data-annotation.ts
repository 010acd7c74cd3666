import type { ConstDirectiveNode } from 'graphql';

/** One application of `@data`: what kind of data an element is, and how it may be shortened. */
export interface DataAnnotation {
  readonly category: string;
  readonly mask: string | undefined;
  readonly derived: boolean;
}

/**
 * Reads the applications of `@data` on one element of an SDL, in the order they are written.
 *
 * @param directive what the directive is called there: a link may rename it
 */
export function readDataAnnotations(
  element: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive = 'data',
): readonly DataAnnotation[] {
  return (element.directives ?? [])
    .filter(({ name }) => name.value === directive)
    .map((application) => ({
      category: enumArgument(application, 'category') ?? '',
      mask: enumArgument(application, 'mask'),
      derived:
        application.arguments?.some(
          ({ name, value }) => name.value === 'derived' && value.kind === 'BooleanValue' && value.value,
        ) ?? false,
    }));
}

/** The categories of some annotations that are personal data; none when they all say PUBLIC. */
export function personalCategories(annotations: readonly DataAnnotation[]): ReadonlySet<string> {
  return new Set(annotations.map(({ category }) => category).filter((name) => name !== 'PUBLIC'));
}

function enumArgument(application: ConstDirectiveNode, argument: string): string | undefined {
  const value = application.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === 'EnumValue' ? value.value : undefined;
}
