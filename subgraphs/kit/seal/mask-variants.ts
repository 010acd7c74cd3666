import type { DataAnnotation } from '../../../schema/data-annotation.ts';

/** The name under which a shortened value is sealed: no field of GraphQL has a colon in its name. */
export function maskedName(field: string, masks: readonly string[]): string {
  return [field, ...masks].join(':');
}

/** The field that a claim is of, and the masks by which it was shortened; none for a plain one. */
export function readClaimName(claim: string): { readonly field: string; readonly masks: readonly string[] } {
  const [field = '', ...masks] = claim.split(':');
  return { field, masks };
}

/**
 * The ways in which a value can be shortened: some caller may see one of its categories in full and another masked, so
 * every choice of its masks is one, each in the order in which the guards apply them.
 */
export function maskVariants(annotations: readonly DataAnnotation[]): readonly (readonly string[])[] {
  const masks = new Set(annotations.flatMap(({ mask }) => mask ?? []));
  let variants: readonly (readonly string[])[] = [[]];
  for (const mask of masks) variants = variants.flatMap((before) => [before, [...before, mask]]);
  return variants.filter((variant) => variant.length > 0);
}
