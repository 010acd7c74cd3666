/**
 * A fault for the log: what kind and where, without its message, which may quote somebody's data.
 */
export function describeFault(fault: Error): string {
  const { name, message, stack = '' } = fault;
  // The message may have lines that look like places; it is cut off by its length.
  const head = [`${name}: ${message}`, message].find((text) => stack.startsWith(text)) ?? '';
  const places = stack
    .slice(head.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [name, ...places].join('\n');
}
