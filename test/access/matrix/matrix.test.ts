import { readFileSync } from 'node:fs';
import { buildASTSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../../schema/lint/classify.ts';
import { unlimited } from '../../quota/unlimited.ts';
import { startTestHub, type HubUnderTest } from '../../scenario/running-hub.ts';
import { matrix } from '../../subgraphs/matrix.ts';
import type { MatrixCell } from '../../subgraphs/matrix/column.ts';
import { askMatrix, type Found, type MatrixAnswer } from './ask-matrix.ts';
import { matrixDenials, nameOf } from './denials.ts';
import { knownValues, recordKnownPerson } from './known-person.ts';
import { masked } from './masked.ts';
import { openUnguarded } from './unguarded.ts';
import { wayTo, type Way } from './way-to.ts';

/*
 * The access matrix (`test/subgraphs/matrix.ts`), cell by cell, through the whole hub: over HTTP, with a token, by the plan,
 * to the agencies and back.
 */

const supergraph = parse(
  readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);
const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
const annotations = classify(supergraph);
const { reasonAgainst, isForTheAgency } = matrixDenials(schema, annotations);

/**
 * Granted, and yet of no record. Of the restricted data no agency keeps anything but the blood type, at
 * Population: no doctor has made that, so to no doctor it is an own record.
 */
const ofNoRecord: readonly (readonly [role: string, coordinate: string])[] = [
  ['FACILITY_DOCTOR', 'Citizen.bloodType'],
];
const isOfNoRecord = ({ role }: MatrixCell, coordinate: string) =>
  ofNoRecord.some((one) => one[0] === role && one[1] === coordinate);

/** What came, or must come, of one coordinate. */
interface Outcome {
  readonly value: unknown;
  readonly isMasked?: boolean;
  readonly told: readonly (readonly [coordinate: string, reason: string])[];
}

let hub: HubUnderTest;
let stored: (way: Way) => Promise<unknown>;
beforeAll(async () => {
  // Every cell is asked by the same few callers: far more than their clients may ask.
  hub = await startTestHub(1, 'scenario', { quotas: unlimited });
  await recordKnownPerson(hub.stores);
  stored = await openUnguarded(hub.stores);
});
afterAll(() => hub.stop());

/** What must come of a coordinate that is shown. */
async function toShow(cell: MatrixCell, coordinate: string): Promise<Outcome> {
  if (isOfNoRecord(cell, coordinate)) return { value: null, told: [[coordinate, 'NOT_RELATED']] };
  const value = await stored(wayTo(coordinate, schema, cell.role));
  // Null would prove nothing: the known person has everything.
  expect({ coordinate, value }).toEqual({ coordinate, value: expect.anything() });
  const isMasked = cell.shown[coordinate] === 'masked';
  const masks = (annotations.get(coordinate) ?? []).flatMap(({ mask }) => mask ?? []);
  return { value: isMasked ? masks.reduce(masked, value) : value, isMasked, told: [] };
}

/** What must come of a coordinate that is denied, there or on the way to it. */
function toDeny(cell: MatrixCell, coordinate: string, { denials }: Found): Outcome {
  const told = denials.map((denial) => [denial.coordinate, reasonAgainst(cell, denial.coordinate)] as const);
  // What an entry point would lead to is not there for whom it is not: a denial would tell that it is.
  const isUntold = told.length === 0 && isForTheAgency(cell, coordinate);
  const atLeast = [[coordinate, reasonAgainst(cell, coordinate)] as const];
  return { value: null, told: isUntold || told.length > 0 ? told : atLeast };
}

function outcomeOf({ value = null, isMasked, denials }: Found): Outcome {
  return { value, isMasked, told: denials.map(({ coordinate, reason }) => [coordinate, reason]) };
}

const waysOfAsking = [...Map.groupBy(matrix, nameOf)] as [string, [MatrixCell, ...MatrixCell[]]][];

describe.each(waysOfAsking)('%s', (_name, cells) => {
  let answer: MatrixAnswer;
  beforeAll(async () => {
    const coordinates = cells.flatMap(({ shown, denied }) => [...Object.keys(shown), ...denied]);
    answer = await askMatrix(hub, cells[0], [...new Set(coordinates)], schema);
  });

  test.each(cells.map((cell) => [cell.group, cell.code, cell] as const))(
    '%s is "%s"',
    async (_group, _code, cell) => {
      for (const coordinate of Object.keys(cell.shown)) {
        const outcome = outcomeOf(answer.of(coordinate));
        expect({ coordinate, ...outcome }).toMatchObject({ coordinate, ...(await toShow(cell, coordinate)) });
      }
      for (const coordinate of cell.denied) {
        const found = answer.of(coordinate);
        const denied = toDeny(cell, coordinate, found);
        expect({ coordinate, ...outcomeOf(found) }).toMatchObject({ coordinate, ...denied });
      }
    },
  );

  test('each denial is in the log, under its decision, and no value is', () => {
    const entry = hub.log.entries().at(-1);
    expect(entry?.caller).toMatchObject({ role: cells[0].role, purpose: cells[0].purpose });
    const told = answer.denials.map(({ coordinate, reason, decisionId }) => ({
      coordinate,
      reason,
      decisionId,
    }));
    expect(entry?.denials).toEqual(expect.arrayContaining(told));
    const written = JSON.stringify(entry);
    expect(knownValues.filter((value) => written.includes(value))).toEqual([]);
  });
});

test('every cell was asked for, and the hub had no fault', () => {
  expect([waysOfAsking.length, matrix.length]).toEqual([21, 378]);
  expect(hub.faults).toEqual([]);
});
