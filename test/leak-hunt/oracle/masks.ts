const starts = [366, 181, 121, 61, 31, 11, 0];

/** What the masks leave of a value, as the descriptions of `DataMask` say. Pseudonyms nobody outside can work out. */
export function maskAll(value: unknown, masks: readonly string[]): unknown {
  return masks.reduce((left, mask) => (left === null ? null : shorten(left, mask)), value);
}

function shorten(value: unknown, mask: string): unknown {
  if (Array.isArray(value)) return value.map((each) => shorten(each, mask));
  switch (mask) {
    case 'PRESENCE':
      return typeof value === 'string' ? '****' : null;
    case 'LAST4': {
      if (typeof value !== 'string') return null;
      const letters = [...new Intl.Segmenter('vi').segment(value)].map(({ segment }) => segment);
      return letters.length > 4 ? `****${letters.slice(-4).join('')}` : '****';
    }
    case 'YEAR_ONLY':
      return `${String(value).slice(0, 4)}-01-01`;
    case 'BAND':
      return starts.find((start) => Number(value) >= start) ?? 0;
    default:
      throw new Error(`The oracle knows no mask ${mask}.`);
  }
}
