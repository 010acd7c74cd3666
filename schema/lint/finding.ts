/** What a lint says: where, under which rule, about which coordinate, and what to do. Lines count from 1. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly coordinate: string;
  readonly message: string;
}

/** A finding before it has the name of its rule. */
export type Problem = Omit<Finding, 'rule'>;

/** A problem at a node of an SDL; one that has no node of its own is at the top of the file. */
export function problemAt(
  { file }: { readonly file: string },
  node: { readonly loc?: { readonly startToken: { readonly line: number } } | undefined } | undefined,
  coordinate: string,
  message: string,
): Problem {
  return { file, line: node?.loc?.startToken.line ?? 1, coordinate, message };
}
