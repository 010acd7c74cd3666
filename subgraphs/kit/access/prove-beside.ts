import type { HubCall, ProvenRelations, RelationQuestion } from '../../../schema/hub-context.ts';

/** What a call asks to have proven before it is answered: see `AccessContext.caseToProve`. Nothing, as a rule. */
export function questionBeside({ access }: Pick<HubCall, 'access'>): RelationQuestion | undefined {
  if (access?.caseToProve === undefined) return undefined;
  const { role, citizen, organisation, caseToProve } = access;
  return {
    role,
    ...(citizen !== undefined && { citizen }),
    ...(organisation !== undefined && { organisation }),
    case: caseToProve,
  };
}

/** A call as it would be if its gateway had known what is proven now. */
export function withProven(call: HubCall, { case: proven }: ProvenRelations): HubCall {
  const { access } = call;
  if (!access || !proven) return call;
  return { ...call, access: { ...access, relations: { ...access.relations, case: proven } } };
}
