import { expect } from 'vitest';
import type { HubOptions } from '../../../start/start-hub.ts';
import {
  startTestHub,
  type Asker,
  type GraphqlAnswer,
  type HubUnderTest,
} from '../../scenario/running-hub.ts';
import { askAs } from '../matrix/ask-as.ts';
import { knownPerson, knownValues, recordKnownPerson } from '../matrix/known-person.ts';

/** Starts a hub whose agencies know the known person. */
export async function startKnownHub(options: Partial<HubOptions> = {}): Promise<HubUnderTest> {
  const hub = await startTestHub(1, 'cases', options);
  await recordKnownPerson(hub.stores);
  return hub;
}

/** Who asks about the known person, in the relation that the purpose is for. */
export const askers = {
  officer: askAs({ role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE', relation: 'CASE' }),
  payer: askAs({ role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY', relation: 'CASE' }),
  employer: askAs({ role: 'EMPLOYER_HR', purpose: 'SI.CLAIM.SUBMIT', relation: 'OWN_RECORD' }),
  clerk: askAs({ role: 'FACILITY_CLERK', purpose: 'HC.DOC.ISSUE', relation: 'OWN_RECORD' }),
  themself: askAs({ role: 'CITIZEN', purpose: 'DS.SELF.VIEW', relation: 'SELF' }),
  widower: askAs({ role: 'REPRESENTATIVE', purpose: 'DS.REPRESENT', relation: 'REPRESENTED' }),
  population: askAs({ role: 'POPULATION_OFFICER', purpose: 'PD.VERIFY', relation: 'DUTY' }),
  portal: askAs({ role: 'PORTAL_BACKEND', purpose: 'PS.STATUS', relation: 'SELF' }),
  auditor: askAs({ role: 'AUDITOR', purpose: 'AU.REVIEW', relation: 'DUTY' }),
} as const satisfies Readonly<Record<string, Asker>>;

/** A selection of the known person. */
export const ofPerson = (selection: string, id: string = knownPerson.id): string =>
  `citizen(id: "${id}") { ${selection} }`;

/** Why a selection is denied, as the caller reads it. */
export type Told = readonly [path: string, coordinate: string, reason: string];

/** The denials in an answer. */
export function toldIn({ errors }: GraphqlAnswer): readonly Told[] {
  return errors.map(({ extensions = {} }) => [
    String(extensions['affectedPath']),
    String(extensions['coordinate']),
    String(extensions['reason'] ?? extensions['code']),
  ]);
}

/**
 * What holds for every denial: the rest is answered, nobody may keep the answer, and the log names the coordinate under
 * the decision that the caller was told, and holds no value.
 */
export function expectDenials(
  hub: HubUnderTest,
  answer: GraphqlAnswer,
  data: unknown,
  at: readonly Told[],
): void {
  expect(toldIn(answer)).toEqual(at);
  expect(answer.data).toEqual(data);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const told = answer.errors.map(({ extensions = {} }) => knownToCaller(extensions));
  const entry = hub.log.entries().at(-1);
  expect(entry?.denials.map(knownToCaller)).toEqual(expect.arrayContaining(told));
  for (const { decisionId } of told) expect(decisionId).toEqual(expect.stringMatching(/^[\w-]{22}$/));
  expectNoValue(JSON.stringify(entry));
}

interface ToldDenial {
  readonly coordinate?: unknown;
  readonly reason?: unknown;
  readonly decisionId?: unknown;
}

/** Of a denial what a caller is told. Its entry says as well which policies forbade it, which is for auditors. */
function knownToCaller({ coordinate, reason, decisionId }: ToldDenial): ToldDenial {
  return { coordinate, reason, decisionId };
}

/** Nothing that is known of the known person is in a text. */
export function expectNoValue(text: string): void {
  expect(knownValues.filter((value) => text.includes(value))).toEqual([]);
}

/** The request is refused as a whole: nothing is answered, nothing was disclosed. */
export function expectRefused(answer: GraphqlAnswer, status: number, code: string): void {
  expect([answer.status, answer.data, answer.errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
    status,
    undefined,
    [code],
  ]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expectNoValue(answer.text);
}
