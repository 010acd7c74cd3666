import { describe, expect, it } from 'vitest';
import { claimDocuments } from '../../gateway/log/segment/claim-place.ts';
import { ReplacedError } from '../../gateway/log/segment/overtaken-error.ts';
import { StoreUnavailableError } from '../../subgraphs/kit/store/store-errors.ts';
import { entryAt } from './entries.ts';
import { changing } from './failing-store.ts';
import { useLogsOfOneName } from './logs-of-one-name.ts';
import { useTurnedClock } from './turned-clock.ts';

const pass = useTurnedClock();
const { store, open, idsOf } = await useLogsOfOneName();
type Log = Awaited<ReturnType<typeof open>>;

const append = (log: Log, id: string) => log.append(entryAt('2026-08-01T00:00:00.000Z', id));

/** Once the process looks again who writes. */
async function refuses(log: Log): Promise<void> {
  pass(1_500);
  await expect(append(log, 'refused')).rejects.toThrow(ReplacedError);
}

/** One that wrote until another one came, which writes now. */
async function replaced(name: string): Promise<readonly [Log, Log]> {
  const [older, newer] = [await open(name), await open(name)];
  await append(older, 'older');
  await append(newer, 'newer');
  await refuses(older);
  return [older, newer];
}

/** A store in which nobody's claim can be read, as long as it says so. */
function withoutClaims() {
  let isAway = true;
  const away = () => Promise.reject(new StoreUnavailableError('away'));
  return {
    comeBack: () => (isAway = false),
    store: changing(store, (real, name) =>
      name === claimDocuments.name ? { get: (id) => (isAway ? away() : real.get(id)) } : {},
    ),
  };
}

describe('a process that was told to stop', () => {
  it('leaves the log to the newest of three that live, though it sees none of the others end', async () => {
    const [oldest, middle] = await replaced('three');
    oldest.leave?.();
    const newest = await open('three');
    await append(newest, 'newest');
    middle.leave?.();
    await refuses(oldest);
    await refuses(middle);
    await append(newest, 'still');
    for (const log of [oldest, middle, newest]) await log.close();
    expect(await idsOf('three')).toEqual(['older', 'newer', 'newest', 'still']);
  });

  it('keeps the log while nobody follows, and has it again when the one that followed ends', async () => {
    const [older, newer] = await replaced('ends');
    older.leave?.();
    newer.leave?.();
    await append(newer, 'kept');
    await newer.close();
    pass(1_500);
    await append(older, 'again');
    await older.close();
    expect(await idsOf('ends')).toEqual(['older', 'newer', 'kept', 'again']);
  });

  it('has it again when the one that followed falls', async () => {
    const [older] = await replaced('falls');
    older.leave?.();
    await refuses(older);
    pass(10_001);
    await append(older, 'again');
    expect(await idsOf('falls')).toEqual(['older', 'newer', 'again']);
    await older.close();
  });

  it('does not begin to write beside one that does', async () => {
    const inner = withoutClaims();
    const older = await open('late', inner.store);
    older.takeOver?.();
    await expect(older.check()).rejects.toThrow('cannot be written');
    const newer = await open('late');
    await append(newer, 'a');
    older.leave?.();
    inner.comeBack();
    await refuses(older);
    await append(newer, 'b');
    await newer.close();
    pass(1_500);
    await append(older, 'c');
    await older.close();
    expect(await idsOf('late')).toEqual(['a', 'b', 'c']);
  });

  it('begins to write though it was told to stop where the one before fell without a word', async () => {
    const fell = await open('fell');
    await append(fell, 'a');
    const inner = withoutClaims();
    const later = await open('fell', inner.store);
    later.takeOver?.();
    await expect(later.check()).rejects.toThrow('cannot be written');
    later.leave?.();
    inner.comeBack();
    await refuses(later);
    pass(10_001);
    await append(later, 'b');
    await later.close();
    expect(await idsOf('fell')).toEqual(['a', 'b']);
  });
});

describe('a log in a store that is handed on', () => {
  it('is taken over as soon as the store lets it be, also where nothing is written', async () => {
    const older = await open('store-away');
    await append(older, 'a');
    const inner = withoutClaims();
    const newer = await open('store-away', inner.store);
    newer.takeOver?.();
    await expect(newer.check()).rejects.toThrow('cannot be written');
    inner.comeBack();
    await newer.check();
    await refuses(older);
    await newer.close();
    await older.close();
  });

  it('stays with one that follows others which ended in good order, however seldom the one before looks', async () => {
    const [older, first] = await replaced('seldom');
    await first.close();
    const second = await open('seldom');
    await append(second, 'second');
    await second.close();
    const third = await open('seldom');
    await append(third, 'third');
    await refuses(older);
    await append(third, 'still');
    for (const log of [third, older]) await log.close();
    expect(await idsOf('seldom')).toEqual(['older', 'newer', 'second', 'third', 'still']);
  });

  it('is let go of though a last sign of life comes between', async () => {
    let crossings = 0;
    const inner = changing(store, (real) => ({
      async replace(doc) {
        const stored = 'isOver' in doc && crossings++ === 0 ? await real.get(doc.id) : undefined;
        if (stored) await real.replace(stored);
        return real.replace(doc);
      },
    }));
    const [older, newer] = [await open('crossing'), await open('crossing', inner)];
    await append(older, 'a');
    await append(newer, 'b');
    await refuses(older);
    await newer.close();
    expect(crossings).toBe(2);
    pass(1_500);
    await append(older, 'c');
    await older.close();
    expect(await idsOf('crossing')).toEqual(['a', 'b', 'c']);
  });
});
