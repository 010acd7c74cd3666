/** An act of law, with its dates. */
export interface Act {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  /** First day, ISO 8601. */
  readonly inForceFrom: string;
  /** Last day, ISO 8601; undefined while in force. */
  readonly inForceTo: string | undefined;
  /** Ids of the acts that took its place. */
  readonly replacedBy: readonly string[];
  /** What is still to be confirmed about its dates; undefined when they were read in the act. */
  readonly doubt: string | undefined;
}

/** An article that purposes and policies cite. It has the dates of its act. */
export interface Article {
  readonly id: string;
  readonly act: Act;
  /** How it is cited: `art. 48(3)`. */
  readonly article: string;
  readonly vi: string;
  readonly en: string;
  /** What is still to be confirmed about its text; undefined when it was read in the act. */
  readonly doubt: string | undefined;
}

/** The law that the policies cite, replaced acts with it, each by its id. */
export interface LegalRegister {
  readonly acts: ReadonlyMap<string, Act>;
  readonly articles: ReadonlyMap<string, Article>;
}

/** Where a day lies in the life of an act. */
export type Force = 'NOT_YET' | 'IN_FORCE' | 'ENDED';

/** An article as it stands on one day. */
export interface DatedArticle extends Article {
  readonly force: Force;
  /** The acts that took the place of its act. */
  readonly replacedBy: readonly Act[];
  /** Whether its text and its dates were read in the act; otherwise `doubts` says what is to be confirmed. */
  readonly verified: boolean;
  readonly doubts: readonly string[];
}

/** Where a day (ISO 8601) lies in the life of an act. */
export function forceOn({ inForceFrom, inForceTo }: Act, day: string): Force {
  if (day < inForceFrom) return 'NOT_YET';
  return inForceTo === undefined || day <= inForceTo ? 'IN_FORCE' : 'ENDED';
}

/**
 * The articles of a basis as they stand on a day: those that are not in force stand there too, with their dates, so that
 * a reader sees on what a disclosure rested before, or will rest. Ids that the register does not know are left out.
 */
export function basisOn(
  { acts, articles }: LegalRegister,
  basis: readonly string[],
  day: string,
): readonly DatedArticle[] {
  return basis.flatMap((id) => {
    const article = articles.get(id);
    if (!article) return [];
    const doubts = [article.act.doubt, article.doubt].filter((doubt) => doubt !== undefined);
    return [
      {
        ...article,
        force: forceOn(article.act, day),
        replacedBy: article.act.replacedBy.flatMap((act) => acts.get(act) ?? []),
        verified: doubts.length === 0,
        doubts,
      },
    ];
  });
}
