/**
 * Which agency proves which relation: Population who may act for whom (Law 91/2025 art. 24), social insurance which
 * claim is assigned to which office, and who works for which employer. Whose child a claim names, Population says, and the
 * civil status register of a birth that Population does not know yet.
 */
export const relationSources = {
  represented: 'population',
  case: 'vss',
  employees: 'vss',
  kinship: 'population',
  birth: 'justice',
} as const;
