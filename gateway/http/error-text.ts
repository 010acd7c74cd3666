/**
 * What graphql-js says about a wrong value quotes the value, and a caller's value may be somebody's personal number.
 * Each line is a kind of message and what is left of it.
 */
const cuts: readonly (readonly [message: RegExp, rest: string])[] = [
  [/^(Variable "\$\w+" got) invalid value .*$/s, '$1 an invalid value.'],
  [/^(Argument ".+?" has) invalid value .*$/s, '$1 an invalid value.'],
  [/^(.*?) cannot represent .*$/s, '$1 cannot represent this value.'],
  [/^(Expected value of type ".+?"), found .*$/s, '$1.'],
  [/^Value ".*" does not exist in (".+?" enum)\..*$/s, 'The value does not exist in $1.'],
  [/^(Syntax Error: .*?\b(?:BlockString|String|Int|Float)) ".*$/s, '$1.'],
  [/^Validation aborted\.$/, 'The operation selects the same fields too often; split it.'],
];

/** The message of a syntax, validation or variable error without the values that it quotes. */
export function withoutValues(message: string): string {
  return cuts.reduce((text, [pattern, rest]) => text.replace(pattern, rest), message);
}
