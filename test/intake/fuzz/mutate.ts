import type { RandomStream } from '../../world/random.ts';

/** Changes some bytes. */
type Mutation = (bytes: Buffer, random: RandomStream) => Buffer;

const at = (bytes: Buffer, random: RandomStream): number => random.int(0, bytes.length - 1);

/** A stretch of bytes, mostly short. */
function stretch(bytes: Buffer, random: RandomStream): readonly [number, number] {
  const from = at(bytes, random);
  return [from, Math.min(bytes.length, from + random.pick([1, 4, 20, 100, 1000]))];
}

/** What attackers and broken software write. */
const insertions: readonly string[] = [
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  '&x;',
  '&#0;',
  '&#x26;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.1"?>',
  '<a>',
  '</a>',
  ' Id="hoso"',
  ' xmlns="urn:x"',
  '\uFEFF',
  '\0',
  'Ạ',
  '"',
  "'",
  '<',
  '>',
];

const mutations: readonly Mutation[] = [
  // One bit.
  (bytes, random) => {
    const place = at(bytes, random);
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ (1 << random.int(0, 7));
    return changed;
  },
  // A byte of any value.
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    changed[at(bytes, random)] = random.int(0, 255);
    return changed;
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  // A stretch twice, or in another place.
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    const place = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(from, to), bytes.subarray(place)]);
  },
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  (bytes, random) => {
    const place = at(bytes, random);
    return Buffer.concat([
      bytes.subarray(0, place),
      Buffer.from(random.pick(insertions)),
      bytes.subarray(place),
    ]);
  },
  // Whole elements are cut out, doubled or exchanged.
  (bytes, random) => {
    const text = bytes.toString('latin1');
    const elements = text.match(/<([A-Za-z]+)[^<>]*>[^<]*<\/\1>/g) ?? [text];
    const one = random.pick(elements);
    return Buffer.from(text.replace(one, random.pick(['', one + one, random.pick(elements)])), 'latin1');
  },
  // A digit of a number or a day.
  (bytes, random) => {
    const text = bytes.toString('latin1');
    const places = Array.from(text.matchAll(/\d/g), ({ index }) => index);
    if (places.length === 0) return bytes;
    const place = random.pick(places);
    return Buffer.from(`${text.slice(0, place)}${random.int(0, 9)}${text.slice(place + 1)}`, 'latin1');
  },
];

/** The file with one to three changes; it can turn out the same. */
export function mutate(file: Buffer, random: RandomStream): Buffer {
  const times = random.weighted([
    [1, 6],
    [2, 2],
    [3, 1],
  ]);
  let changed = file;
  for (let i = 0; i < times && changed.length > 0; i++) changed = random.pick(mutations)(changed, random);
  return changed;
}
