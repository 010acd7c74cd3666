/** Who waits, each flow in its own row. */
export interface FairQueue<Item> {
  size(): number;
  lengthOf(flow: string): number;
  /** Whether a flow waits with one alone, or with less than half of what others wait with on average. */
  isModest(flow: string): boolean;
  /** How many of so many places are each flow's, when one of this flow comes. */
  shareOf(flow: string, places: number): number;
  /** How many wait in the longest row. */
  longest(): number;
  add(flow: string, item: Item): void;
  /**
   * The next in turn: flows take turns.
   *
   * @param mayGo whether one of this flow can be taken now
   */
  take(mayGo: (flow: string) => boolean): { readonly flow: string; readonly item: Item } | undefined;
  /** Takes out who came last in the longest row; of several as long, in that whose turn is last. */
  drop(): Item | undefined;
  /** Takes out all that are no longer to wait. */
  sweep(isOver: (item: Item) => boolean): readonly Item[];
}

/**
 * Rows that take turns: who has sent ten times as much waits ten times as long, and nobody else does.
 *
 * @param firstOf where in a row, which is in the order of coming, that one is who goes first
 */
export function createFairQueue<Item>(firstOf: (row: readonly Item[]) => number = () => 0): FairQueue<Item> {
  // A map keeps the order of insertion: a flow that had its turn is put at the end.
  const rows = new Map<string, Item[]>();
  let size = 0;
  return {
    size: () => size,
    lengthOf: (flow) => rows.get(flow)?.length ?? 0,
    isModest(flow) {
      const length = rows.get(flow)?.length ?? 0;
      return length <= 1 || 2 * length * rows.size <= size;
    },
    shareOf: (flow, places) => Math.ceil(places / (rows.has(flow) ? rows.size : rows.size + 1)),
    longest: () => rows.values().reduce((most, { length }) => Math.max(most, length), 0),
    add(flow, item) {
      rows.getOrInsertComputed(flow, () => []).push(item);
      size++;
    },
    take(mayGo) {
      for (const [flow, row] of rows) {
        if (!mayGo(flow)) continue;
        const [item] = row.splice(firstOf(row), 1);
        if (item === undefined) continue;
        rows.delete(flow);
        if (row.length > 0) rows.set(flow, row);
        size--;
        return { flow, item };
      }
      return undefined;
    },
    drop() {
      let longest: readonly [flow: string, row: Item[]] | undefined;
      for (const entry of rows) if (entry[1].length >= (longest?.[1].length ?? 0)) longest = entry;
      if (!longest) return undefined;
      const [flow, row] = longest;
      size--;
      const dropped = row.pop();
      if (row.length === 0) rows.delete(flow);
      return dropped;
    },
    sweep(isOver) {
      const over: Item[] = [];
      for (const [flow, row] of rows) {
        // Asked once each: time goes by between two questions, and who is told to go must not stay in the row.
        const { kept = [], gone = [] } = Object.groupBy(row, (item) => (isOver(item) ? 'gone' : 'kept'));
        if (gone.length === 0) continue;
        over.push(...gone);
        if (kept.length > 0) rows.set(flow, kept);
        else rows.delete(flow);
      }
      size -= over.length;
      return over;
    },
  };
}
