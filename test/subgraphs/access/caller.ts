import type { AccessContext } from '../../../schema/hub-context.ts';

/** An officer who may work, with no relation to anybody; what matters to a test is given. */
export function caller(given: Partial<AccessContext> = {}): AccessContext {
  return {
    client: 'client',
    actor: 'actor',
    role: 'OFFICER',
    purpose: 'WORK',
    assurance: 2,
    reasonRecorded: false,
    breakGlass: false,
    day: '2026-07-15',
    policyVersion: 'small-1',
    relations: {},
    ...given,
  };
}

/** An officer with an open case that names these citizens. */
export const officerOn = (...subjects: readonly string[]): AccessContext =>
  caller({ relations: { case: { claim: 'claim', subjects, documents: [] } } });
