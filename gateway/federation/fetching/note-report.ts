import type { FetchedObject } from '../../operation/fetched-value.ts';
import type { SubgraphReply } from '../reading/read-reply.ts';
import { allDenied } from './all-denied.ts';
import type { CompiledPart } from './compile-calls.ts';
import type { Fetched } from './plan-run.ts';
import type { WithheldReply } from './withheld-reply.ts';

/** The entities that a part of a call asked for, as its report speaks of them. */
interface ReportedEntities {
  /** The name that they have in the answer: it is none of the client's. */
  readonly key: string;
  /** The objects that each of them stands for. */
  readonly objects: readonly (readonly FetchedObject[])[];
}

const outcomes = ['full', 'masked', 'answered', 'denied'] as const;

/**
 * Notes what the subgraph disclosed and what it denied.
 *
 * @param entities undefined where fields of a root were asked for
 */
export function noteReport(
  { fetch, places }: CompiledPart,
  { access }: SubgraphReply,
  entities: ReportedEntities | undefined,
  fetched: Fetched,
): void {
  const subgraph = fetch.serviceName;
  const { policyVersion } = access;
  const by = { subgraph, policyVersion };
  for (const { used, ...disclosed } of access.disclosures) {
    // What was used to ask the caller knew: it was looked at before, and alone is no disclosure.
    if (used && outcomes.every((outcome) => disclosed[outcome] === undefined)) continue;
    fetched.disclosures.push({ ...by, ...disclosed });
  }
  if (access.denials.length === 0) return;
  const asked = places.map(({ plain, objects }) => ({ plain, there: objects(fetched) }));
  for (const { path, coordinate, entities: positions } of access.denials) {
    if (entities && path[0] !== entities.key) continue;
    const inside = entities ? path.slice(1) : path;
    const denied = objectsAt(positions, entities);
    for (const { plain, there } of asked) {
      // One call asks for several places: it is told just where it was denied of somebody.
      const isFelt = denied ? there.some((object) => denied.has(object)) : there.length > 0;
      if (isFelt) fetched.denials.push({ path: [...plain, ...inside], coordinate, policyVersion });
    }
  }
}

/** Notes whom a change was about of which the answer is withheld: it is done, and must be found in the log. */
export function noteWithheld({ subgraph, access }: WithheldReply, { disclosures }: Fetched): void {
  const { policyVersion } = access;
  for (const each of access.disclosures) disclosures.push({ subgraph, policyVersion, ...allDenied(each) });
}

/** Of which objects something was denied; undefined where positions do not tell it, for then it is told of all. */
function objectsAt(
  positions: readonly number[] | undefined,
  entities: ReportedEntities | undefined,
): ReadonlySet<FetchedObject> | undefined {
  const objects = positions?.map((at) => entities?.objects[at]);
  return objects?.every((each) => each !== undefined) ? new Set(objects.flat()) : undefined;
}
