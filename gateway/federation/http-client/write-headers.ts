/** What no value of a header may hold: the end of its line above all, behind which another header could be put. */
const forbidden = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Header lines as they are sent. Names are ours.
 *
 * @throws TypeError for a value that is none
 */
export function writeHeaders(headers: Readonly<Record<string, string>>): string {
  let text = '';
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (forbidden.test(value)) throw new TypeError(`The header ${name} cannot be sent.`);
    text += `${name}: ${value}\r\n`;
  }
  return text;
}
