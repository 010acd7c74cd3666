import { createLocalJWKSet, type JWK } from 'jose';
import type { EntryGroup } from './entry-queue.ts';
import { createGrowingChain, type GrowingChain, type GrowthOptions } from './growing-chain.ts';
import { publicPart } from './proof/public-part.ts';
import { createHeadSigner } from './proof/signed-head.ts';
import { createJsonSigner } from './proof/signed-json.ts';
import { resumeSegment } from './resume-segment.ts';
import type { SegmentWriter } from './segment/segment.ts';
import { createSoleWriter } from './sole-writer.ts';

/** How a chain is written, and who is told of it. */
export interface ChainOptions extends GrowthOptions {
  /** Private Ed25519 key with a `kid`. */
  readonly key: JWK;
  /** Keys that are to sign after it: published already, so that a copy of the keys is good beyond the rotation. */
  readonly nextKeys?: readonly JWK[] | undefined;
  /** Public keys that signed before it. */
  readonly pastKeys?: readonly JWK[] | undefined;
}

/** Chains entries, signs heads over them, and goes on where another process has written. One thing at a time may be asked of it. */
export interface ChainWriter extends Pick<GrowingChain, 'monthFor' | 'hasUnsealed'> {
  /**
   * From here on this process writes the segment, and no other.
   *
   * @throws StoreError where that could not be said yet: whatever is asked next tries it again
   */
  takeOver(): Promise<void>;
  /** @throws Error when the entries are not durable, ReplacedError while another process has it */
  write(group: EntryGroup): Promise<void>;
  /** Signs a head over all entries, unless one is there. */
  seal(): Promise<void>;
  /**
   * Signs a head over what is covered already, with a new time, for witnesses alone: that this process lives, and has written nothing
   * since.
   *
   * @param isEnd whether it is the last word of this process
   */
  attest(isEnd: boolean): Promise<void>;
  /** @throws Error when entries could not be written */
  probe(): Promise<void>;
}

/**
 * Opens a segment, of which this process is the only writer once it has taken it over, or written an entry.
 *
 * @throws BrokenLogError when what is there cannot be written on, Error when the key is of another kind
 */
export async function openChainWriter(segment: SegmentWriter, options: ChainOptions): Promise<ChainWriter> {
  const { key, nextKeys = [], pastKeys = [], onHead, tell } = options;
  const signers = { sign: await createJsonSigner(key), signHead: await createHeadSigner(key) };
  const own = [key, ...nextKeys, ...pastKeys];
  for (const published of own) await segment.publishKey(published);
  const terms = { keys: createLocalJWKSet({ keys: own.map(publicPart) }), tell };
  const chain = createGrowingChain(segment, signers, options);
  const readOn = async () => chain.goOnFrom(await resumeSegment(segment, terms));
  await readOn();
  const { run, serve } = createSoleWriter(segment, readOn, tell);
  return {
    monthFor: chain.monthFor,
    hasUnsealed: chain.hasUnsealed,
    takeOver() {
      serve();
      return run(async () => {});
    },
    write(group) {
      serve();
      return run(() => chain.writeGroup(group));
    },
    seal: () => run(chain.writeHead),
    async attest(isEnd) {
      await run(chain.probe);
      await run(chain.writeHead);
      const head = await chain.signAgain(isEnd);
      if (head === undefined) return;
      // Nobody's word may come after the first one of whoever took over.
      await run(segment.confirm);
      onHead?.(head);
    },
    probe: () => run(chain.probe),
  };
}
