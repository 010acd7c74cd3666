/**
 * Reads `NAME=VALUE` with commas between.
 *
 * @param setting its name, for the message
 * @throws Error of one line that says what to do
 */
export function readPairs(text: string, setting: string): readonly (readonly [string, string])[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const [, name, value] = /^([a-z]+)=(\S+)$/.exec(part) ?? [];
      if (name === undefined || value === undefined) {
        throw new Error(`${setting} cannot be read: give NAME=ADDRESS, with commas between them.`);
      }
      return [name, value] as const;
    });
}
