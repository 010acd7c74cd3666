import { dataProviders } from '../identity/clients/client.ts';

/** The desk of the hub's own officers. */
export const hubDesk = 'hub';

/** Who may answer requests: the agencies that own data, and the hub itself. */
const agencies: readonly string[] = [...dataProviders, hubDesk];

/** An officer, as far as it tells at which desk they sit. */
export interface Seat {
  readonly agency: string;
  readonly organisation?: string | undefined;
  /** Whether the officer's system speaks for organisations that its file names, and not for any that signs in. */
  readonly isOfWholeAgency: boolean;
}

/**
 * Where a request waits: at an agency, or at one office of it. A request is not shown to every hospital of the country
 * because its paper is one of Health's.
 */
export function desksOf(agenciesAsked: readonly string[], office: string | undefined): readonly string[] {
  return agenciesAsked.map((agency) => (office === undefined ? agency : `${agency} ${office}`));
}

/** The desk of an officer; undefined for one who sits at none. */
export function deskOf({ agency, organisation, isOfWholeAgency }: Seat): string | undefined {
  if (isOfWholeAgency) return agency;
  return organisation === undefined ? undefined : `${agency} ${organisation}`;
}

/** Whether requests can wait there. */
export function isDesk(agency: string, office: string | undefined): boolean {
  return agencies.includes(agency) && isOffice(office);
}

/** Whether it can be the code of an office, or names none. */
export function isOffice(office: string | undefined): boolean {
  return office === undefined || /^[\p{L}\d][\p{L}\d._-]{0,39}$/u.test(office);
}
