import { groups, type DisclosureName, type Group, type GroupName } from './groups.ts';

/** Who asks, and what for: one way of asking of a column of the matrix. */
export interface Asker {
  readonly role: string;
  readonly purpose: string;
  readonly relation: string;
  readonly reasonRecorded?: boolean;
}

/** What becomes of a coordinate that is shown. */
export type Shown = Readonly<Record<string, 'full' | 'masked' | 'answer'>>;

/** A cell of the matrix: what it grants, and what of the graph is and is not reached under it. */
export interface MatrixCell extends Asker {
  readonly group: GroupName;
  /** As the matrix writes it: F, M, Y, O, A, `-`; `F/Y` and the like where the rows differ within the group. */
  readonly code: string;
  readonly grants: Readonly<Record<string, DisclosureName>>;
  /** Coordinates to which some path from a root field leads, with what becomes of them. */
  readonly shown: Shown;
  /** Coordinates that are denied, or to which no path leads. */
  readonly denied: readonly string[];
}

/** A cell as it is written down: what the code does not say already. */
export interface WrittenCell {
  readonly code: string;
  readonly grants?: Readonly<Record<string, DisclosureName>>;
  readonly shown?: Shown;
  readonly denied?: readonly string[];
}

const levels: Readonly<Record<string, DisclosureName>> = {
  F: 'full',
  O: 'full',
  A: 'full',
  M: 'masked',
  Y: 'answer',
  '-': 'none',
};

/** The cells of a column for one way of asking; a group that is not written down is `-`. */
export function column(
  asker: Asker,
  written: Readonly<Partial<Record<GroupName, WrittenCell | string>>>,
): readonly MatrixCell[] {
  return Object.entries(groups).map(([name, group]) => {
    const group_ = name as GroupName;
    const given = written[group_] ?? '-';
    const cell = typeof given === 'string' ? { code: given } : given;
    return { ...asker, group: group_, ...filledIn(cell, group) };
  });
}

function filledIn(
  { code, grants, shown, denied }: WrittenCell,
  group: Group,
): Omit<MatrixCell, keyof Asker | 'group'> {
  const level = levels[code];
  if (level === undefined && (!grants || !shown || !denied)) throw new Error(`Write out what ${code} means.`);
  const { categories, telling, answers } = group;
  const all = (names: readonly string[], verdict: 'full' | 'answer') =>
    Object.fromEntries(names.map((name) => [name, verdict]));
  const bySense = {
    full: { shown: all([...telling, ...answers], 'full'), denied: [] },
    answer: { shown: all(answers, 'answer'), denied: telling },
    none: { shown: {}, denied: [...telling, ...answers] },
  };
  const usual = bySense[level === 'full' || level === 'answer' ? level : 'none'];
  return {
    code,
    grants: grants ?? Object.fromEntries(categories.map((category) => [category, level ?? 'none'])),
    shown: shown ?? usual.shown,
    denied: denied ?? usual.denied,
  };
}
