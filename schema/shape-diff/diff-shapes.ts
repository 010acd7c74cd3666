import { clientDocument, compareShapes, type ShapeChange } from '../policy-diff/client-document.ts';
import type { SideTexts } from '../policy-diff/side-texts.ts';
import { breakingChangesFile, newAgreedBreaks, readAgreedBreaks } from './agreed-break.ts';

/** What changed between two graphs about their shape, and what of it was not agreed to. */
export interface ShapeDiff {
  readonly breaking: readonly JudgedBreak[];
  /** What may break a client that is written carelessly: nobody has to agree to it. */
  readonly dangerous: readonly string[];
  /** Entries of agreed breaking changes that do not hold. */
  readonly problems: readonly string[];
}

/** A breaking change with the entry that agrees to it. */
export interface JudgedBreak {
  readonly change: string;
  readonly agreed: string | undefined;
}

/**
 * Compares what clients see of two supergraphs by the rules of graphql-js.
 *
 * @throws PolicyError or BadInput for texts that make no graph or no entries
 */
export function diffShapes(old: SideTexts, now: SideTexts): ShapeDiff {
  const entries = newAgreedBreaks(
    readAgreedBreaks(old.breakingChanges),
    readAgreedBreaks(now.breakingChanges),
  );
  const shape = compareShapes(clientDocument(old.supergraph), clientDocument(now.supergraph));
  const breaking = shape.breaking.map(nameOf);
  return {
    breaking: breaking.map((change) => ({
      change,
      agreed: entries.find((entry) => entry.change === change)?.id,
    })),
    dangerous: shape.dangerous.map(nameOf),
    problems: entries
      .filter(({ change }) => !breaking.includes(change))
      .map(({ id }) => `${breakingChangesFile}: ${id} meets no breaking change: remove it`),
  };
}

/** Whether every breaking change was agreed to, and every new entry holds. */
export function isAgreed({ breaking, problems }: ShapeDiff): boolean {
  return problems.length === 0 && breaking.every(({ agreed }) => agreed !== undefined);
}

function nameOf({ type, description }: ShapeChange): string {
  return `${type} ${description}`;
}
