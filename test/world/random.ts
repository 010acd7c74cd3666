/** A stream of pseudo-random choices; the same seed and labels always give the same stream. */
export interface RandomStream {
  /** The next number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One element, each as likely as the other. */
  pick<T>(list: readonly T[]): T;
  /** One value, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
}

/**
 * Opens the stream that belongs to a seed and labels, for example `randomStream('42', 'family', 7)`.
 *
 * Every family and every topic in it has a stream of its own, so a world can be cut off or split anywhere, and
 * a new rule in one topic leaves all others as they were. Generator: sfc32, a small and fast one that passes PractRand.
 */
export function randomStream(seed: string, ...labels: readonly (string | number)[]): RandomStream {
  let [a, b, c, d] = hash128(`${seed}/${labels.join('/')}`);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => elementAt(list, Math.floor(next() * list.length)),
    weighted: (choices) => {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return elementAt(choices, choices.length - 1)[0];
    },
  };
}

function elementAt<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError('cannot choose from an empty list');
  return element;
}

/** Four well-mixed 32-bit words out of a text (cyrb128). */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}
