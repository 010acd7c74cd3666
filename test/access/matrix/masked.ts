/**
 * What is left of a value under a mask, written down anew from what `DataMask` promises. PSEUDONYM is not here: no
 * coordinate of the matrix has it.
 */
export function masked(value: unknown, mask: string): unknown {
  const text = String(value);
  switch (mask) {
    case 'PRESENCE':
      return '****';
    case 'LAST4':
      return `****${text.length > 4 ? text.slice(-4) : ''}`;
    case 'YEAR_ONLY':
      return `${text.slice(0, 4)}-01-01`;
    case 'BAND':
      return [366, 181, 121, 61, 31, 11, 0].find((start) => start <= Number(value));
    default:
      throw new Error(`No cell of the matrix is masked by ${mask}.`);
  }
}
