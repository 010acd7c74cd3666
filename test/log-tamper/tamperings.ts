import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { fileOf, type BigLog } from './big-log.ts';

/** Where in a log something is done: each number is taken modulo what there is. */
export interface Spot {
  readonly gateway: number;
  readonly month: number;
  readonly at: number;
  readonly other: number;
}

/** Does something to a log. @returns the place that the check must name, and how to undo it */
export type Tampering = (log: BigLog, spot: Spot) => Promise<{ readonly named: string; undo(): void }>;

const pick = <T>(list: readonly T[], number: number): T => {
  const found = list[number % list.length];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
};

/** Changes the lines of a file, and names the line that was hit. */
function onLines(
  kind: 'jsonl' | 'heads',
  change: (lines: string[], spot: Spot) => { readonly lines: readonly string[]; readonly hit: number },
): Tampering {
  return async (log, spot) => {
    const gateway = pick(log.gateways, spot.gateway);
    const month = pick(log.months, spot.month);
    const path = fileOf(log, gateway, month, kind);
    const before = readFileSync(path);
    const { lines, hit } = change(before.toString().trimEnd().split('\n'), spot);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    return {
      named: `${gateway}/${month}.${kind} line ${hit + 1}`,
      undo: () => writeFileSync(path, before),
    };
  };
}

/** One byte, of an entry, of a head or of a line’s end. */
function changeByte(kind: 'jsonl' | 'heads'): Tampering {
  return async (log, spot) => {
    const gateway = pick(log.gateways, spot.gateway);
    const month = pick(log.months, spot.month);
    const path = fileOf(log, gateway, month, kind);
    const before = readFileSync(path);
    const bytes = Buffer.from(before);
    const place = spot.at % bytes.length;
    bytes[place] = (bytes[place] ?? 0) ^ (1 + (spot.other % 255));
    writeFileSync(path, bytes);
    const line = bytesBefore(before, place) + 1;
    return { named: `${gateway}/${month}.${kind} line ${line}`, undo: () => writeFileSync(path, before) };
  };
}

/** How many lines end before a place. */
function bytesBefore(bytes: Buffer, place: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < place; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

/** A head whose payload says something else, under the signature that it had. */
function forged(head: string): string {
  const [protectedHeader = '', payload = '', signature = ''] = head.split('.');
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const other = JSON.stringify({ ...said, root: said['last'] });
  return [protectedHeader, Buffer.from(other).toString('base64url'), signature].join('.');
}

/** All that may be done to a log without its key, by what it is. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  'one byte of an entry': changeByte('jsonl'),
  'one byte of a head': changeByte('heads'),
  'one entry removed': onLines('jsonl', (lines, { at }) => {
    const hit = at % lines.length;
    return { lines: lines.toSpliced(hit, 1), hit };
  }),
  'two entries swapped': onLines('jsonl', (lines, { at, other }) => {
    const one = at % lines.length;
    const two = (one + 1 + (other % (lines.length - 1))) % lines.length;
    const [a = '', b = ''] = [lines[one], lines[two]];
    return { lines: lines.with(one, b).with(two, a), hit: Math.min(one, two) };
  }),
  'a head forged': onLines('heads', (lines, { at }) => {
    const hit = at % lines.length;
    return { lines: lines.with(hit, forged(lines[hit] ?? '')), hit };
  }),
  'a tail cut off': onLines('jsonl', (lines, { at }) => {
    const hit = at % lines.length;
    return { lines: lines.slice(0, hit), hit };
  }),
  async 'a month deleted'(log, spot) {
    const gateway = pick(log.gateways, spot.gateway);
    // The oldest may be archived: then its heads speak for it.
    const month = pick(log.months.slice(1), spot.month);
    const path = fileOf(log, gateway, month, 'jsonl');
    const before = readFileSync(path);
    rmSync(path);
    return { named: `${gateway}/${month}.jsonl line 1`, undo: () => writeFileSync(path, before) };
  },
  async 'a key replaced'(log, spot) {
    const gateway = pick(log.gateways, spot.gateway);
    const path = join(log.folder, gateway, 'jwks.json');
    const before = readFileSync(path);
    const { keys } = JSON.parse(before.toString()) as { readonly keys: readonly { readonly kid: string }[] };
    const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const other = { ...(await exportJWK(publicKey)), kid: keys[0]?.kid };
    writeFileSync(path, JSON.stringify({ keys: [other] }));
    return { named: `${gateway}/${log.months[0]}.heads line 1`, undo: () => writeFileSync(path, before) };
  },
};
