const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same bytes in another text: base64url leaves bits of its last character unused. */
export function respelled(text: string): string {
  const last = alphabet.indexOf(text.slice(-1));
  const other = text.slice(0, -1) + alphabet.charAt(last ^ 1);
  const isSame = Buffer.from(other, 'base64url').equals(Buffer.from(text, 'base64url'));
  if (!isSame) throw new Error('The last character has no unused bits.');
  return other;
}
