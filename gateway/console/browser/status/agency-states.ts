/** What `/health/ready` says. */
export interface Readiness {
  readonly status: string;
  /** Name of a check that does not pass → why. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** An agency, and whether it answers. */
export interface AgencyState {
  readonly agency: string;
  readonly state: 'up' | 'down' | 'unknown';
}

const agencies = ['health', 'justice', 'population', 'vss'];

/** Which agencies answer: the check of all of them names those that do not, or says something that names none. */
export function agencyStates({ reasons = {} }: Readiness): readonly AgencyState[] {
  const reason = reasons['subgraphs'];
  const silent = reason && /^no answer from (.+)$/.exec(reason)?.[1]?.split(', ');
  return agencies.map((agency) => {
    if (reason === undefined) return { agency, state: 'up' };
    if (!silent) return { agency, state: 'unknown' };
    return { agency, state: silent.includes(agency) ? 'down' : 'up' };
  });
}
