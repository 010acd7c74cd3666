import type { ProvenCase, ProvenRelations } from '../../schema/hub-context.ts';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';

/** Reads what a subgraph proved; undefined when it has another shape, for a proof that cannot be read proves nothing. */
export function readRelations(text: string): ProvenRelations | undefined {
  return asRelations(parseJson(text));
}

/** The same of what was parsed. */
export function asRelations(value: unknown): ProvenRelations | undefined {
  if (!isRecord(value)) return undefined;
  const { represented, employees, case: named } = value;
  if (represented !== undefined && !isTexts(represented)) return undefined;
  if (employees !== undefined && !isTexts(employees)) return undefined;
  if (named !== undefined && !isCase(named)) return undefined;
  return {
    ...(represented && { represented }),
    ...(employees && { employees }),
    ...(named && { case: caseOf(named) }),
  };
}

function caseOf({ claim, subjects, documents, states }: ProvenCase): ProvenCase {
  return { claim, subjects, documents, ...(states !== undefined && { states }) };
}

function isCase(value: unknown): value is ProvenCase {
  return (
    isRecord(value) &&
    typeof value['claim'] === 'string' &&
    isTexts(value['subjects']) &&
    isTexts(value['documents']) &&
    (value['states'] === undefined || typeof value['states'] === 'string')
  );
}

/** Whether a value out of JSON is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
