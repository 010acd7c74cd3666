import type { Relation } from '../../schema/policy/relation.ts';

/**
 * Who may see what, as the ministries were asked to agree it: one row for each kind of data, one column for each actor.
 *
 * F full · A full, of the own agency's records · O full, of the own or the represented person's · M masked · Y answer ·
 * G guarded, a stricter F of our own (see `deviations`) · - nothing · `F?` full with a recorded reason · own: the own
 * accesses, for the purpose AU.OWN, and nothing for the purposes of the column
 */
export const matrix = `
|                | claims | assess | pay | clerk | doctor | employer | citizen | guardian | registrar | population | portal | auditor | queue | operator |
| IDENTIFIER     | F      | F      | F   | A     | A      | M        | O       | O        | F         | F          | M      | M       | -     | -        |
| IDENTITY       | F      | F      | F   | A     | A      | A        | O       | O        | F         | F          | O      | M       | -     | -        |
| CONTACT        | F      | -      | F   | A     | A      | A        | O       | O        | F         | F          | -      | -       | -     | -        |
| FAMILY         | Y F?   | Y      | -   | A     | -      | -        | O       | O        | F         | F          | Y      | -       | -     | -        |
| CONTRIBUTION   | F      | Y      | F   | -     | -      | A        | O       | O        | -         | -          | -      | Y       | -     | -        |
| LEAVE          | F      | F      | -   | A     | A      | A        | O       | O        | -         | -          | Y      | Y       | -     | -        |
| DIAGNOSIS      | Y F?   | F      | -   | A     | A      | -        | O       | O        | -         | -          | -      | -       | -     | -        |
| CLINICAL       | -      | - F?   | -   | -     | A      | -        | O       | O        | -         | -          | -      | -       | -     | -        |
| REPRODUCTIVE   | Y      | F      | -   | A     | A      | Y        | O       | O        | F         | -          | -      | -       | -     | -        |
| DEATH          | F      | - F?   | F   | A     | A      | Y        | O       | O        | F         | F          | Y      | -       | -     | -        |
| CAUSE_OF_DEATH | -      | - F?   | -   | A     | A      | -        | O       | O        | F         | -          | Y      | -       | -     | -        |
| ASSESSMENT     | F      | F      | -   | -     | A      | -        | O       | O        | -         | -          | -      | -       | -     | -        |
| DOCUMENT       | F      | F      | F   | A     | A      | A        | O       | O        | F         | -          | F      | F       | -     | -        |
| CIVIL_STATUS   | F      | Y      | -   | -     | -      | Y        | O       | O        | F         | F          | Y      | -       | -     | -        |
| AMOUNT         | F      | F      | F   | -     | -      | A        | O       | O        | -         | -          | -      | Y       | -     | -        |
| BANK           | M      | -      | F   | -     | -      | -        | O       | O        | -         | -          | -      | -       | -     | -        |
| DECISION       | F      | F      | F   | -     | -      | A        | O       | O        | -         | -          | F      | F       | -     | -        |
| ACCESS_LOG     | own    | own    | own | own   | own    | own      | O       | O        | own       | own        | own    | F       | -     | -        |
| RESTRICTED     | -      | -      | -   | -     | A      | -        | O       | O        | -         | -          | -      | -       | -     | -        |
| ETHNICITY      | -      | -      | -   | A     | -      | -        | O       | O        | F         | F          | -      | -       | -     | -        |
| REGISTER       | -      | -      | -   | -     | -      | -        | -       | -        | F         | F          | -      | -       | -     | -        |
| TASK           | -      | -      | -   | -     | -      | -        | -       | -        | -         | -          | -      | -       | F     | -        |
| OPERATION      | -      | -      | -   | -     | -      | -        | -       | -        | -         | -          | -      | Y       | -     | F        |
`;

/** A purpose, and the relation to the data subject that it is asked under. */
export interface Ask {
  readonly purpose: string;
  readonly relation: Relation;
}

/** What each column of the matrix implies: who asks, for what, and being how related to the data subject. */
export const columns: Readonly<Record<string, { readonly role: string; readonly asks: readonly Ask[] }>> = {
  claims: column('VSS_CLAIM_OFFICER', ['SI.CLAIM.DECIDE'], ['CASE']),
  assess: column('VSS_MEDICAL_ASSESSOR', ['SI.CLAIM.ASSESS'], ['CASE']),
  pay: column('VSS_PAYMENT_OFFICER', ['SI.CLAIM.PAY'], ['CASE']),
  clerk: column('FACILITY_CLERK', ['HC.DOC.ISSUE', 'HC.DOC.CORRECT'], ['OWN_RECORD']),
  doctor: column('FACILITY_DOCTOR', ['HC.DOC.ISSUE', 'HC.DOC.CORRECT'], ['OWN_RECORD']),
  employer: column('EMPLOYER_HR', ['SI.CLAIM.SUBMIT'], ['OWN_RECORD']),
  citizen: {
    role: 'CITIZEN',
    asks: [
      ...column('CITIZEN', ['DS.SELF.VIEW', 'DS.RIGHTS'], ['SELF', 'REPRESENTED']).asks,
      { purpose: 'SI.CLAIM.SUBMIT', relation: 'SELF' },
    ],
  },
  guardian: column('REPRESENTATIVE', ['DS.REPRESENT'], ['REPRESENTED']),
  registrar: column('JUSTICE_REGISTRAR', ['CS.BIRTH.REGISTER', 'CS.DEATH.REGISTER', 'CS.EXTRACT'], ['DUTY']),
  population: column('POPULATION_OFFICER', ['PD.VERIFY', 'PD.UPDATE'], ['DUTY']),
  portal: column('PORTAL_BACKEND', ['PS.INTAKE', 'PS.STATUS'], ['SELF', 'REPRESENTED']),
  auditor: column('AUDITOR', ['AU.REVIEW'], ['DUTY']),
  queue: column('VSS_CLAIM_OFFICER', ['SI.CLAIM.QUEUE'], ['OWN_RECORD']),
  operator: column('HUB_OPERATOR', ['OP.RUN'], ['DUTY']),
};

function column(role: string, purposes: readonly string[], relations: readonly Relation[]) {
  return {
    role,
    asks: purposes.flatMap((purpose) => relations.map((relation): Ask => ({ purpose, relation }))),
  };
}

/** Where the policy is, knowingly, not the letter of the matrix: always less, and never more. */
export interface Deviation {
  readonly column: string;
  readonly categories: readonly string[];
  /** Which asks it concerns; all where it names none. */
  readonly purposes?: readonly string[];
  readonly relations?: readonly Relation[];
  readonly cell: '-' | 'G' | 'Y';
  readonly why: string;
}

const ofDeath = ['DEATH', 'CAUSE_OF_DEATH'];
const allButDeath = [...matrix.matchAll(/^\| ([A-Z_]+)/gm)]
  .map(([, category = '']) => category)
  .filter((category) => !ofDeath.includes(category) && !['REGISTER', 'TASK', 'OPERATION'].includes(category));
const prefilled = ['IDENTITY', 'FAMILY', 'LEAVE', 'DEATH', 'CIVIL_STATUS'];

export const deviations: readonly Deviation[] = [
  {
    column: 'pay',
    categories: ['DOCUMENT'],
    cell: 'G',
    why: 'the name of a special hospital tells the illness, and a payment needs none',
  },
  {
    column: 'employer',
    categories: ['LEAVE', 'DOCUMENT', 'DECISION'],
    cell: 'G',
    why: 'forms, round numbers of days and texts of refusals tell an illness or a loss',
  },
  {
    column: 'portal',
    categories: ['DOCUMENT'],
    cell: 'G',
    why: 'the portal shows no medical text, not by inference either',
  },
  {
    column: 'portal',
    categories: ['DECISION'],
    purposes: ['PS.STATUS'],
    cell: 'G',
    why: 'the text of a refusal shows an illness',
  },
  {
    column: 'auditor',
    categories: ['DOCUMENT', 'DECISION'],
    cell: 'G',
    why: 'an audit looks at the sharing, not at the patient',
  },
  {
    column: 'doctor',
    categories: ['ASSESSMENT'],
    cell: '-',
    why: 'the matrix means the council: a doctor who sits on one asks in the role of the council',
  },
  {
    column: 'portal',
    categories: ['CAUSE_OF_DEATH'],
    cell: '-',
    why: 'the answer is that a person died; of the cause there is not even that',
  },
  {
    column: 'population',
    categories: ['REGISTER'],
    purposes: ['PD.VERIFY'],
    cell: '-',
    why: 'whoever verifies changes nothing',
  },
  {
    column: 'citizen',
    categories: allButDeath,
    relations: ['REPRESENTED'],
    cell: '-',
    why: 'about another person a citizen asks as the representative; as a relative just about a death',
  },
  {
    column: 'citizen',
    categories: ['CONTACT', 'CLINICAL', 'CAUSE_OF_DEATH', 'ACCESS_LOG', 'RESTRICTED', 'ETHNICITY'],
    purposes: ['SI.CLAIM.SUBMIT'],
    cell: '-',
    why: 'to claim a benefit takes none of it; whoever wants to see it asks to view the own data',
  },
  {
    column: 'registrar',
    categories: ofDeath,
    purposes: ['CS.BIRTH.REGISTER'],
    cell: '-',
    why: 'who registers a birth needs nothing of deaths',
  },
  {
    column: 'registrar',
    categories: ['REPRODUCTIVE'],
    purposes: ['CS.DEATH.REGISTER', 'CS.EXTRACT'],
    cell: '-',
    why: 'the birth notice is read to register the birth, once',
  },
  {
    column: 'registrar',
    categories: ['CAUSE_OF_DEATH'],
    purposes: ['CS.EXTRACT'],
    cell: '-',
    why: 'an extract does not show the cause',
  },
  {
    column: 'portal',
    categories: ['IDENTITY'],
    purposes: ['PS.INTAKE'],
    relations: ['REPRESENTED'],
    cell: '-',
    why: 'the name goes back to the citizen whose it is, and to nobody else',
  },
  {
    column: 'portal',
    categories: prefilled,
    purposes: ['PS.STATUS'],
    cell: '-',
    why: 'where a claim stands is told without pre-filling it',
  },
  {
    column: 'portal',
    categories: ['DECISION'],
    purposes: ['PS.INTAKE'],
    relations: ['SELF'],
    cell: 'Y',
    why: 'what became of the sending is told; a claim that is being filled in has no decision yet',
  },
  {
    column: 'portal',
    categories: ['DECISION'],
    purposes: ['PS.INTAKE'],
    relations: ['REPRESENTED'],
    cell: '-',
    why: 'nobody sends in a claim of somebody else by the portal',
  },
];
