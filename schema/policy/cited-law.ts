/** What rests on law, and says whether that was read. */
interface Cited {
  /** Ids of the register. */
  readonly articles: readonly string[];
  readonly verified: boolean;
  /** What is still to be confirmed; undefined exactly where it is verified. */
  readonly doubt?: string | undefined;
}

/** What is wrong with the law of an entry: articles that the register has not, a doubt that is missing or too many. */
export function problemsOfLaw(
  { articles, verified, doubt }: Cited,
  known: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [
    ...articles.filter((id) => !known.has(id)).map((id) => `${id} is no article of the register`),
    ...(verified === (doubt !== undefined) ? ['give a doubt, or say that it is verified'] : []),
  ];
}
