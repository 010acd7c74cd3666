/** Something wrong with what the user gave a command. The message is one line that says what to do. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message.replaceAll(/\s+/g, ' ').trim());
    this.name = 'UsageError';
  }
}
