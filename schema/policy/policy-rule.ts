import { allCells, cellsByCode, noCells } from './cells.ts';
import type { Cells } from './cells.ts';
import type { Expression, Flag } from './cedar/expression.ts';
import type { CedarPolicy } from './cedar/cedar-policy.ts';

/** What is the same in all cells of a profile. */
export interface KnownFacts extends Readonly<Record<Flag, boolean>> {
  readonly role: string;
  readonly purpose: string;
  /** Any day of the band: all days of one band are alike. ISO 8601, or empty before the first band. */
  readonly day: string;
}

/** A policy, compiled. */
export interface PolicyRule extends Omit<CedarPolicy, 'condition'> {
  /** The days on which it begins or ceases to hold. */
  readonly days: readonly string[];
  /** The cells in which it holds. */
  readonly cells: (facts: KnownFacts) => Cells;
}

/** Compiles the policies to functions over sets of cells: no policy is read again at a decision. */
export function compileRules(
  policies: readonly CedarPolicy[],
  categories: readonly string[],
): readonly PolicyRule[] {
  const codes = cellsByCode(categories);
  const all = allCells(categories);
  return policies.map(({ condition, ...policy }) => ({
    ...policy,
    days: daysOf(condition),
    cells: compile(condition, codes, all),
  }));
}

function compile(
  expression: Expression,
  codes: ReadonlyMap<string, Cells>,
  all: Cells,
): (facts: KnownFacts) => Cells {
  switch (expression.kind) {
    case 'and': {
      const [left, right] = [compile(expression.left, codes, all), compile(expression.right, codes, all)];
      return (facts) => {
        const held = left(facts);
        return held === noCells ? noCells : held & right(facts);
      };
    }
    case 'or': {
      const [left, right] = [compile(expression.left, codes, all), compile(expression.right, codes, all)];
      return (facts) => left(facts) | right(facts);
    }
    case 'not': {
      const of = compile(expression.of, codes, all);
      return (facts) => all ^ of(facts);
    }
    case 'flag': {
      const { flag } = expression;
      return (facts) => (facts[flag] ? all : noCells);
    }
    case 'since': {
      const { day } = expression;
      return (facts) => (facts.day >= day ? all : noCells);
    }
    case 'one of': {
      const { variable, names } = expression;
      if (variable === 'role' || variable === 'purpose') {
        return (facts) => (names.includes(facts[variable]) ? all : noCells);
      }
      const cells = names
        .map((name) => codes.get(`${variable} ${name}`) ?? noCells)
        .reduce((union, some) => union | some, noCells);
      return () => cells;
    }
  }
}

function daysOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...daysOf(expression.left), ...daysOf(expression.right)];
    case 'not':
      return daysOf(expression.of);
    case 'since':
      return [expression.day];
    default:
      return [];
  }
}
