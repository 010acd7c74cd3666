/** Another process has written on the segment meanwhile: what is known of its end holds no longer. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';

  constructor(options?: ErrorOptions) {
    super(
      'another process writes under the name of this gateway: give each gateway a name of its own, and end the one that was to be replaced',
      options,
    );
  }
}
