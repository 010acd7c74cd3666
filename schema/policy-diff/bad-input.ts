/** What the command was given cannot be compared. The message is one line that says what to do. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
