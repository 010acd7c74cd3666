/** A child that may give days of a year, and how many. */
export interface ChildDays {
  /** ISO 8601, the first and the last day on which it was ill. */
  readonly from: string;
  readonly to: string;
  readonly left: number;
}

/**
 * How many of these days each child gives. A day counts once however many children are ill on it, and takes
 * from one of them: the one whose illness ends first, so that no day is lost which another child could have given.
 *
 * @param days ISO 8601, in order
 */
export function shareAmongChildren(
  days: readonly string[],
  children: readonly ChildDays[],
): readonly number[] {
  const left = children.map((child) => child.left);
  const inOrder = [...children.keys()].toSorted((one, other) => {
    const [first, second] = [children[one]?.to ?? '', children[other]?.to ?? ''];
    return first < second ? -1 : Number(first > second);
  });
  for (const day of days) {
    const giver = inOrder.find((index) => {
      const child = children[index];
      return child !== undefined && child.from <= day && day <= child.to && (left[index] ?? 0) > 0;
    });
    if (giver === undefined) continue;
    left[giver] = Math.max(0, (left[giver] ?? 0) - 1);
  }
  return children.map((child, index) => child.left - (left[index] ?? 0));
}
