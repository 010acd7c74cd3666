/** Why this caller may ask about this data subject, weakest first: see `relations.yaml`. */
export const relations = ['NONE', 'SELF', 'REPRESENTED', 'CASE', 'OWN_RECORD', 'DUTY'] as const;

/** One of the relations. */
export type Relation = (typeof relations)[number];
