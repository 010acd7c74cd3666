import type { Finding } from './compare-answer.ts';

/** An error of an answer. */
export interface AnswerError {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What the oracle knows of everything that is not in the answer. */
export interface KnownGaps {
  /** Selections that no relation allows, with their coordinates; each must be told. */
  readonly refused: ReadonlyMap<string, ReadonlySet<string>>;
  /** Selections that are null for some record that is in the answer; each must be told. */
  readonly denied: ReadonlyMap<string, string>;
  /** Selections that are denied for some record, wherever that is. */
  readonly deniable: ReadonlySet<string>;
  /** Selections whose arguments are no good. */
  readonly failed: ReadonlySet<string>;
  /** Entry points to the hub's own data, which have other rules. */
  readonly unchecked: ReadonlySet<string>;
}

/** Each denied selection is told once, nothing else is, and nothing that is told tells more than where. */
export function checkErrors(errors: readonly AnswerError[], gaps: KnownGaps): readonly Finding[] {
  const findings: Finding[] = [];
  const told = new Set<string>();
  const refusedArguments = new Set<string>();
  for (const { path = [], extensions = {} } of errors) {
    const { code, affectedPath, coordinate } = extensions;
    const where = String(affectedPath ?? path.filter((step) => typeof step === 'string').join('.'));
    const find = (what: string) => findings.push({ kind: 'WRONG', path: where, what });
    if ('stacktrace' in extensions) find('a stack is shown');
    if (gaps.unchecked.has(where.split('.')[0] ?? '')) continue;
    // Fields of the hub's own at somebody else's types; what no relation allows is refused there as everywhere.
    const isOfHub = [...gaps.unchecked].some((entry) => where === entry || where.startsWith(`${entry}.`));
    // Whether it should be told is not known for each row, that it is told is: another row's may have to be.
    if (isOfHub && !gaps.refused.has(where)) {
      if (code === 'UNAUTHORIZED_FIELD_OR_TYPE') told.add(where);
      continue;
    }
    // Which argument is no good is told, once for all rows.
    if (code === 'BAD_USER_INPUT' && 'argument' in extensions && gaps.failed.has(where)) {
      if (refusedArguments.has(where)) find('is told twice');
      refusedArguments.add(where);
      continue;
    }
    if (code !== 'UNAUTHORIZED_FIELD_OR_TYPE') {
      find(`an error ${String(code)} that nothing explains`);
      continue;
    }
    if (told.has(where)) find('is told twice');
    told.add(where);
    const isKnown = gaps.refused.has(where) || gaps.deniable.has(where);
    if (!isKnown) find(`a denial of ${String(coordinate)} that nothing explains`);
  }
  // Of what is not asked at all, since nothing below it may be had, just those are told.
  const isTold = (path: string) => told.has(path) || [...told].some((each) => each.startsWith(`${path}.`));
  const untold = [...gaps.denied].filter(([path]) => !isTold(path));
  findings.push(
    ...untold.map(([path, what]): Finding => ({ kind: 'WRONG', path, what: `${what}: not told` })),
  );
  const untoldRefusals = [...gaps.refused].filter(([path]) => !told.has(path));
  findings.push(
    ...untoldRefusals.map(([path, what]): Finding => ({
      kind: 'WRONG',
      path,
      what: `${[...what].join()}: refused and not told`,
    })),
  );
  return findings;
}

/** A shortened value has the type of a whole one, so the answer says which ones are. */
export function checkMasked(masked: ReadonlySet<string>, extensions: unknown): readonly Finding[] {
  const told = JSON.stringify(extensions ?? null);
  return [...masked]
    .filter((coordinate) => !told.includes(`"${coordinate}"`))
    .map((coordinate) => ({ kind: 'WRONG', path: coordinate, what: 'is masked and not told to be' }));
}
