import { relations } from '../../../schema/policy/relation.ts';
import type { AccessReport, DeniedSelection, Disclosed } from '../../../schema/hub-context.ts';
import { isRecord } from '../../../schema/untrusted-json.ts';
import { asRelations, isTexts } from '../../trust/read-relations.ts';

const outcomes = ['full', 'masked', 'answered', 'used', 'denied'] as const;

/** Nothing is reported. */
export const noReport: AccessReport = { disclosures: [], denials: [] };

/**
 * What a subgraph reports of its disclosures in the extensions of its answer; undefined where it reports nothing, or
 * anything that has not the shape of a report: what of it could be read would not be all.
 */
export function readAccessReport(extensions: unknown): AccessReport | undefined {
  const report = isRecord(extensions) ? extensions['access'] : undefined;
  if (!isRecord(report)) return undefined;
  const { policyVersion, classification, unproven, missed, askedAbout } = report;
  const disclosures = readEach(report['disclosures'], readDisclosed);
  const denials = readEach(report['denials'], readDenial);
  if (!disclosures || !denials) return undefined;
  if (policyVersion !== undefined && !isVersion(policyVersion)) return undefined;
  if (classification !== undefined && !isVersion(classification)) return undefined;
  if (askedAbout !== undefined && !(isTexts(askedAbout) && askedAbout.every(isId))) return undefined;
  const proven = asRelations(report['proven']);
  return {
    ...(policyVersion !== undefined && { policyVersion }),
    ...(classification !== undefined && { classification }),
    disclosures,
    denials,
    ...(isTexts(unproven) && { unproven }),
    ...(proven && { proven }),
    ...(isCount(missed) && { missed }),
    ...(askedAbout !== undefined && { askedAbout }),
  };
}

/** All elements of a list, or undefined where one cannot be read; a list that is left out is empty. */
function readEach<T>(value: unknown, read: (element: unknown) => T | undefined): readonly T[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const elements = value.map(read);
  return elements.every((each) => each !== undefined) ? elements : undefined;
}

function readDisclosed(value: unknown): Disclosed | undefined {
  if (!isRecord(value)) return undefined;
  const relation = relations.find((one) => one === value['relation']);
  const subjects = value['subjects'];
  const isWhole = outcomes.every((outcome) => value[outcome] === undefined || isTexts(value[outcome]));
  if (!relation || !isTexts(subjects) || !subjects.every(isId) || !isWhole) return undefined;
  return { subjects, relation, ...coordinatesOf(value) };
}

function coordinatesOf(value: Readonly<Record<string, unknown>>): Omit<Disclosed, 'subjects' | 'relation'> {
  return Object.fromEntries(
    outcomes.flatMap((outcome) => {
      const coordinates = value[outcome];
      return isTexts(coordinates) ? [[outcome, coordinates]] : [];
    }),
  );
}

function readDenial(value: unknown): DeniedSelection | undefined {
  if (!isRecord(value)) return undefined;
  const { path, coordinate, entities } = value;
  if (!isTexts(path) || path.length === 0 || typeof coordinate !== 'string') return undefined;
  if (entities === undefined) return { path, coordinate };
  return isPositions(entities) ? { path, coordinate, entities } : undefined;
}

function isPositions(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((each) => Number.isSafeInteger(each) && each >= 0)
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** An opaque id, or a name like one: no number of a person comes into the log as whom it is about. */
function isId(subject: string): boolean {
  return isVersion(subject) && !/^\d+$/.test(subject);
}

/** A digest, or a name that somebody gave: it comes into the log, so no free text does. */
function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
