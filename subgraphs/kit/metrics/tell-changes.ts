/**
 * Tells once that something fails, and once that it does not any more, however often it is tried.
 *
 * @param lines of ours: what it is that fails, by its reason, and that it is well again
 * @returns notes how it went: the reason why not, or undefined
 */
export function tellChanges(
  tell: (line: string) => void,
  lines: { readonly fails: (reason: string) => string; readonly isBack: string },
): (reason: string | undefined) => void {
  let isFailing = false;
  return (reason) => {
    if (reason !== undefined && !isFailing) tell(lines.fails(reason));
    if (reason === undefined && isFailing) tell(lines.isBack);
    isFailing = reason !== undefined;
  };
}

/** The code of a fault, and never its text, which others may have written. */
export function codeOf(error: unknown, otherwise: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : otherwise;
}
