const reasons = {
  400: 'the sender left before the body was whole',
  413: 'the body is larger than it may be',
  503: 'all bodies on their way are more than there is room for, and this one has more than its share',
} as const;

/** A body that is not read, or not to its end. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  /** Of the answer, by which Fastify knows it too. */
  readonly statusCode: keyof typeof reasons;

  constructor(statusCode: keyof typeof reasons) {
    super(reasons[statusCode]);
    this.statusCode = statusCode;
  }
}
