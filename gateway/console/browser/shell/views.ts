import { lazy, type ComponentType } from 'react';
import type { Capacity } from '../graph/session.ts';
import type { Words } from '../words/vi.ts';

/** The name of a view: its path under `/console/`. */
export type ViewName = keyof Words['views'];

/** The views of each capacity, in the order in which they are offered; the first one opens after sign-in. */
export const viewsOf: Readonly<Record<Capacity, readonly ViewName[]>> = {
  citizen: ['my-data', 'who-looked', 'my-claims', 'my-requests', 'represented', 'status'],
  officer: ['tasks', 'claim', 'rights', 'status'],
  auditor: ['matrix', 'log', 'report', 'changes', 'rights', 'status'],
  operator: ['operation', 'status'],
};

/** Each view is loaded when it is first opened: a citizen never waits for the auditor's charts. */
export const viewComponents: Readonly<Record<ViewName, ComponentType>> = {
  'my-data': lazy(async () => asModule((await import('../citizen/my-data.tsx')).MyData)),
  'who-looked': lazy(async () => asModule((await import('../citizen/who-looked.tsx')).WhoLooked)),
  'my-claims': lazy(async () => asModule((await import('../citizen/my-claims.tsx')).MyClaims)),
  'my-requests': lazy(async () => asModule((await import('../citizen/my-requests.tsx')).MyRequests)),
  matrix: lazy(async () => asModule((await import('../auditor/matrix.tsx')).Matrix)),
  log: lazy(async () => asModule((await import('../auditor/log-search.tsx')).LogSearch)),
  report: lazy(async () => asModule((await import('../auditor/report.tsx')).Report)),
  represented: lazy(async () => asModule((await import('../citizen/represented.tsx')).RepresentedPerson)),
  changes: lazy(async () => asModule((await import('../auditor/changes.tsx')).Changes)),
  tasks: lazy(async () => asModule((await import('../officer/work-list.tsx')).WorkList)),
  rights: lazy(async () => asModule((await import('../officer/rights-desk.tsx')).RightsDesk)),
  operation: lazy(async () => asModule((await import('../operator/operation.tsx')).Operation)),
  claim: lazy(async () => asModule((await import('../officer/claim-desk.tsx')).ClaimDesk)),
  status: lazy(async () => asModule((await import('../status/status.tsx')).Status)),
};

function asModule(component: ComponentType) {
  return { default: component };
}
