import {
  kinshipGrounds,
  kinshipSaid,
  type CaseChild,
  type ProvenCase,
  type ProvenRelations,
} from '../../schema/hub-context.ts';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';

/** Reads what a subgraph proved; undefined when it has another shape, for a proof that cannot be read proves nothing. */
export function readRelations(text: string): ProvenRelations | undefined {
  return asRelations(parseJson(text));
}

/** The same of what was parsed. */
export function asRelations(value: unknown): ProvenRelations | undefined {
  if (!isRecord(value)) return undefined;
  const { represented, employees, kinship, case: named } = value;
  if (represented !== undefined && !isTexts(represented)) return undefined;
  if (employees !== undefined && !isTexts(employees)) return undefined;
  if (named !== undefined && !isCase(named)) return undefined;
  if (kinship !== undefined && !isOneOf(kinshipSaid, kinship)) return undefined;
  return {
    ...(represented && { represented }),
    ...(employees && { employees }),
    ...(named && { case: caseOf(named) }),
    ...(kinship && { kinship }),
  };
}

function caseOf({ claim, subjects, documents, states, child }: ProvenCase): ProvenCase {
  return {
    claim,
    subjects,
    documents,
    ...(states !== undefined && { states }),
    // With an agency that is ahead of this gateway a child may rest on what is not known here: it alone stays closed, with its papers.
    ...(child !== undefined && isOneOf(kinshipGrounds, child.restsOn) && { child: childOf(child) }),
  };
}

function childOf({ id, of, documents, restsOn }: CaseChild): CaseChild {
  return { id, of, documents, restsOn };
}

function isCase(value: unknown): value is ProvenCase {
  return (
    isRecord(value) &&
    typeof value['claim'] === 'string' &&
    isTexts(value['subjects']) &&
    isTexts(value['documents']) &&
    (value['states'] === undefined || typeof value['states'] === 'string') &&
    (value['child'] === undefined || isChild(value['child']))
  );
}

/** Of a form that is read, whatever it rests on. */
function isChild(value: unknown): value is CaseChild {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['of'] === 'string' &&
    isTexts(value['documents']) &&
    typeof value['restsOn'] === 'string'
  );
}

function isOneOf<Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return words.some((word) => word === value);
}

/** Whether a value out of JSON is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
