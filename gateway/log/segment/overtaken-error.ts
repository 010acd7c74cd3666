/** Another process has written on the segment meanwhile: what is known of its end holds no longer. */
export class OvertakenError extends Error {
  override readonly name: string = 'OvertakenError';

  constructor(message = takenPlace, options?: ErrorOptions) {
    super(message, options);
  }
}

const takenPlace =
  'another process writes under the name of this gateway: give each gateway a name of its own, and end the one that was to be replaced';

/** Another process has taken the segment over since: this one writes nothing there as long as that one lives. */
export class ReplacedError extends OvertakenError {
  override readonly name = 'ReplacedError';

  /** @param by the other one, in words */
  constructor(by: string) {
    super(
      `${by} took this part of the log over, and whoever does so last writes it; this process writes none of it as long as that one lives. End this one if it was to be replaced; else give it a name of its own (disclosureLog.gateway), and start it again`,
    );
  }
}
