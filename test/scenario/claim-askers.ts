import { readFileSync } from 'node:fs';
import { people } from './claim-people.ts';
import type { Asker } from './running-hub.ts';

/** The text of an operation that a client has registered, by client and name. */
export const operation = (name: string) =>
  readFileSync(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');

export const asCitizen = (citizen: string): Asker => ({
  persona: 'citizen',
  citizen,
  purpose: 'SI.CLAIM.SUBMIT',
});
export const asEmployer: Asker = { persona: 'employer-hr', organisation: people.employer };
export const asOfficer = (claim: string): Asker => ({
  persona: 'vss-officer',
  organisation: people.office,
  case: claim,
});
