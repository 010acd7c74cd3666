const quote = 0x22;
const backslash = 0x5c;
const hash = 0x23;
const newline = 0x0a;

/** Whether a JSON text opens more than `most` brackets. The text need not be valid. */
export function isJsonTooDeep(text: string, most: number): boolean {
  return opensTooDeep(text, most, false);
}

/** Whether a GraphQL document opens more than `most` brackets, outside of strings and comments. */
export function isDocumentTooDeep(text: string, most: number): boolean {
  return opensTooDeep(text, most, true);
}

function opensTooDeep(text: string, most: number, isGraphql: boolean): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) at = endOfString(text, at, isGraphql);
    else if (isGraphql && character === hash) at = endOfLine(text, at);
    else if (isOpening(character) && ++depth > most) return true;
    else if (isClosing(character)) depth = Math.max(0, depth - 1);
  }
  return false;
}

function endOfString(text: string, start: number, isGraphql: boolean): number {
  if (isGraphql && text.startsWith('"""', start)) return endOfBlockString(text, start + 3);
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === backslash) at++;
    else if (character === quote || (isGraphql && character === newline)) return at;
  }
  return text.length;
}

function endOfBlockString(text: string, start: number): number {
  let end = text.indexOf('"""', start);
  while (end !== -1 && text.charCodeAt(end - 1) === backslash) end = text.indexOf('"""', end + 3);
  return end === -1 ? text.length : end + 2;
}

function endOfLine(text: string, start: number): number {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
}

// { [ (
function isOpening(character: number): boolean {
  return character === 0x7b || character === 0x5b || character === 0x28;
}

// } ] )
function isClosing(character: number): boolean {
  return character === 0x7d || character === 0x5d || character === 0x29;
}
