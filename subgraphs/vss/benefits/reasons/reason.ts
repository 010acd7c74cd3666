/** What a reason does to the benefit: takes it away, makes it smaller, or asks for something and takes nothing. */
type Effect = 'REFUSES' | 'LIMITS' | 'ASKS';

/** A rule, or a scheme where its rules have one article in common. */
export type Benefit =
  | 'SICKNESS'
  | 'SICK_CHILD'
  | 'MATERNITY'
  | 'BIRTH'
  | 'PATERNITY'
  | 'PREGNANCY_LOSS'
  | 'PRENATAL_VISIT'
  | 'ADOPTION'
  | 'CONTRACEPTION'
  | 'SURROGATE_MOTHER'
  | 'COMMISSIONING_MOTHER'
  | 'REMAINING_LEAVE'
  | 'VOLUNTARY_MATERNITY'
  | 'CONVALESCENCE'
  | 'RECOVERY_AFTER_SICKNESS'
  | 'RECOVERY_AFTER_MATERNITY';

/** Articles of the law, without its name, by the benefit that they are about. */
type Articles = Readonly<Partial<Record<Benefit, string>>>;

export interface Reason {
  readonly effect: Effect;
  /** All articles that say so. */
  readonly article: string;
  /** Where they differ: the one for each benefit. */
  readonly articleFor: Articles;
  readonly vi: string;
  readonly en: string;
}

const law = 'Law 41/2024/QH15 Art';

export function refuses(articles: string | Articles, vi: string, en: string): Reason {
  return { effect: 'REFUSES', ...citing(articles), vi, en };
}

export function limits(articles: string | Articles, vi: string, en: string): Reason {
  return { effect: 'LIMITS', ...citing(articles), vi, en };
}

export function asks(articles: string | Articles, vi: string, en: string): Reason {
  return { effect: 'ASKS', ...citing(articles), vi, en };
}

function citing(articles: string | Articles): Pick<Reason, 'article' | 'articleFor'> {
  if (typeof articles === 'string') return { article: `${law} ${articles}`, articleFor: {} };
  const all = new Set(Object.values(articles).flatMap((article) => article.split(', ')));
  const articleFor = Object.fromEntries(
    Object.entries(articles).map(([benefit, article]) => [benefit, `${law} ${article}`]),
  );
  return { article: `${law} ${[...all].join(', ')}`, articleFor };
}
