/** What a reason does to the benefit: takes it away, makes it smaller, or asks for something and takes nothing. */
type Effect = 'REFUSES' | 'LIMITS' | 'ASKS';

export interface Reason {
  readonly effect: Effect;
  readonly article: string;
  readonly vi: string;
  readonly en: string;
}

export const law = 'Law 41/2024/QH15 Art';

export function refuses(article: string, vi: string, en: string): Reason {
  return { effect: 'REFUSES', article, vi, en };
}

export function limits(article: string, vi: string, en: string): Reason {
  return { effect: 'LIMITS', article, vi, en };
}

export function asks(article: string, vi: string, en: string): Reason {
  return { effect: 'ASKS', article, vi, en };
}
