import { relations } from '../../../schema/policy/relation.ts';
import type { AccessReport, DeniedSelection, Disclosed } from '../../../schema/hub-context.ts';
import { asRelations, isTexts } from '../../trust/read-relations.ts';
import { isRecord } from './is-record.ts';

const outcomes = ['full', 'masked', 'answered', 'denied'] as const;

/** Nothing is reported. */
export const noReport: AccessReport = { disclosures: [], denials: [] };

/**
 * What a subgraph reports of its disclosures in the extensions of its answer. What does not have the shape of a report
 * is left out: a subgraph that is not of this hub reports nothing.
 */
export function readAccessReport(extensions: unknown): AccessReport {
  const report = isRecord(extensions) ? extensions['access'] : undefined;
  if (!isRecord(report)) return noReport;
  const proven = asRelations(report['proven']);
  return {
    disclosures: listOf(report['disclosures']).flatMap(readDisclosed),
    denials: listOf(report['denials']).flatMap(readDenial),
    ...(isTexts(report['unproven']) && { unproven: report['unproven'] }),
    ...(proven && { proven }),
    ...(isCount(report['missed']) && { missed: report['missed'] }),
  };
}

function readDisclosed(value: unknown): readonly Disclosed[] {
  if (!isRecord(value)) return [];
  const relation = relations.find((one) => one === value['relation']);
  const subjects = value['subjects'];
  if (!relation || !isTexts(subjects)) return [];
  return [{ subjects, relation, ...coordinatesOf(value) }];
}

function coordinatesOf(value: Readonly<Record<string, unknown>>): Omit<Disclosed, 'subjects' | 'relation'> {
  return Object.fromEntries(
    outcomes.flatMap((outcome) => {
      const coordinates = value[outcome];
      return isTexts(coordinates) ? [[outcome, coordinates]] : [];
    }),
  );
}

function readDenial(value: unknown): readonly DeniedSelection[] {
  if (!isRecord(value)) return [];
  const { path, coordinate, entities } = value;
  if (!isTexts(path) || typeof coordinate !== 'string') return [];
  return [{ path, coordinate, ...(isPositions(entities) && { entities }) }];
}

function isPositions(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
