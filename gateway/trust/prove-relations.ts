import type { ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import { relations as everyRelation, type Relation } from '../../schema/policy/relation.ts';
import { mostEmployees } from '../../subgraphs/kit/relation-question.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import { createCaseCarrier } from './case-carrier.ts';
import { openChildOfCase } from './child-of-case.ts';
import { relationSources } from './relation-sources.ts';

/** Asks one subgraph for the relations that it knows of. @throws SubgraphFault when it does not answer */
export type AskRelations = (subgraph: string, question: RelationQuestion) => Promise<ProvenRelations>;

/** The relations of one request; what was asked once is not asked again. */
export interface RequestRelations {
  /**
   * What is proven of the caller, about these citizens among others.
   *
   * @param citizens opaque ids of those whose records are about to be asked for
   * @param needed relations of which a proof is wanted; all if left out
   * @throws SubgraphFault when the agency that would prove a relation is away: then nothing is known, which is not no
   */
  about(citizens: readonly string[], needed?: ReadonlySet<Relation>): Promise<ProvenRelations>;
  /**
   * The case that a fetch is to have proven beside its answer; undefined for any but the first that goes to the agency
   * which knows it, and once somebody has asked for it otherwise. Whoever needs the case meanwhile waits for that answer.
   *
   * @param fetch stands for it, however often it is sent
   */
  caseToCarry(subgraph: string, fetch: object): string | undefined;
  /**
   * Ends what a fetch carries.
   *
   * @param proven what its answer brought; undefined where it brought no proof
   * @returns whether it carried the question
   */
  carried(fetch: object, proven: ProvenRelations | undefined): boolean;
}

const every: ReadonlySet<Relation> = new Set(everyRelation);

const nothing: ProvenRelations = {};

/** Roles of those who work for an employer, whose own records are those of its employees. */
const employerRoles: readonly string[] = ['EMPLOYER_HR'];

/**
 * The relations of one request, each proven when it is first needed. Nothing of it is the caller's word: a caller names
 * a case, and social insurance says whether it is open and assigned to the caller's office.
 */
export function requestRelations(facts: AccessFacts, ask: AskRelations): RequestRelations {
  const { role, citizen, organisation } = facts;
  const base = {
    role,
    ...(citizen !== undefined && { citizen }),
    ...(organisation !== undefined && { organisation }),
  };
  const represented = once(async () => {
    if (citizen === undefined) return {};
    const proven = await ask(relationSources.represented, base);
    return { represented: proven.represented ?? [] };
  });
  const carrier = createCaseCarrier();
  const named = once(async () => {
    if (facts.case === undefined) return {};
    const proven =
      (await carrier.brought()) ?? (await ask(relationSources.case, { ...base, case: facts.case }));
    return proven.case ? { case: await openChildOfCase(proven.case, role, ask) } : {};
  });
  const asked = new Map<string, Promise<boolean>>();
  const employeesAmong = async (citizens: readonly string[]): Promise<ProvenRelations> => {
    if (organisation === undefined || !employerRoles.includes(role)) return {};
    const unknown = citizens.filter((id) => !asked.has(id));
    for (let at = 0; at < unknown.length; at += mostEmployees) {
      const some = unknown.slice(at, at + mostEmployees);
      const answer = ask(relationSources.employees, { ...base, employees: some });
      for (const id of some) {
        asked.set(
          id,
          answer.then(({ employees = [] }) => employees.includes(id)),
        );
      }
    }
    const proven = await Promise.all(
      citizens.map(async (id) => ((await asked.get(id)) === true ? [id] : [])),
    );
    return { employees: proven.flat() };
  };
  return {
    caseToCarry(subgraph, fetch) {
      if (facts.case === undefined || subgraph !== relationSources.case) return undefined;
      return carrier.carries(fetch) ? facts.case : undefined;
    },
    carried: (fetch, proven) => carrier.arrived(fetch, proven),
    async about(citizens, needed = every) {
      const parts = [
        ...(needed.has('REPRESENTED') ? [represented()] : []),
        ...(needed.has('CASE') ? [named()] : []),
        ...(needed.has('OWN_RECORD') ? [employeesAmong(citizens)] : []),
      ];
      const [only = nothing] = parts;
      return parts.length > 1 ? (Object.assign({}, ...(await Promise.all(parts))) as ProvenRelations) : only;
    },
  };
}

/** Runs an act at most once, when it is first asked for. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= act());
}
