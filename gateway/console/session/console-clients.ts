import type { Capacity } from './sign-in-desk.ts';

/**
 * The client as which the console asks for whoever signed in: a reviewed file of `gateway/clients/`, with the operations
 * that the console sends. It has no client of its own, because one client never acts for several kinds of agency.
 */
export const consoleClients: Readonly<Record<Capacity, string>> = {
  citizen: 'vss-portal',
  officer: 'vss-benefits',
  auditor: 'hub-audit',
  operator: 'hub-operations',
};
