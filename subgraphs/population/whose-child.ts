import type { KinshipSaid, RelationQuestion } from '../../schema/hub-context.ts';
import type { CallScope } from '../kit/subgraph.ts';
import { isUnregistered } from './child-on-paper.ts';
import { everyRelationOf, relationsBetween, relationsOf } from './load-relations.ts';
import { mayRepresent } from './relations.ts';
import type { PopulationSources } from './sources.ts';

type Context = Pick<CallScope, 'today'> & Pick<PopulationSources, 'citizens' | 'relations'>;

/** Whether a person may act for another on a day; undefined where the database does not know that other one. */
export async function mayActFor(
  id: string,
  other: string,
  on: Temporal.PlainDate,
  context: Context,
): Promise<boolean | undefined> {
  const [represented, own, adoptions] = await Promise.all([
    context.citizens.load(other),
    relationsBetween(context, other, id),
    relationsOf(context, other, 'ADOPTIVE_PARENT'),
  ]);
  if (!represented) return undefined;
  const marriages = await Promise.all(
    adoptions.map(({ relativeId }) => relationsBetween(context, id, relativeId)),
  );
  const { birthDate } = represented;
  return mayRepresent({ own, adoptions, marriages: marriages.flat(), birthDate }, on);
}

/** Whether somebody acts for a child today; nothing is said of a child of whom no register has said whose it is. */
export async function whoseChild(
  { parent, child }: NonNullable<RelationQuestion['kinship']>,
  context: Context,
): Promise<KinshipSaid> {
  if (await mayActFor(parent, child, context.today, context)) return 'YES';
  const [record, relations] = await Promise.all([
    context.citizens.load(child),
    everyRelationOf(context, child),
  ]);
  return !record || isUnregistered(record, relations, context.today) ? 'NOTHING' : 'NO';
}
