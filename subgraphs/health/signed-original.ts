import type { AlsoIn } from '../kit/access/standing.ts';
import type { CallScope } from '../kit/subgraph.ts';
import type { MedicalDocumentRecord } from './collections.ts';
import type { HealthSources } from './sources.ts';
import { typeOfKind } from './type-of-kind.ts';
import { isWhollyOwn, peopleOn } from './wholly-own.ts';

type Context = CallScope & HealthSources;

/**
 * The file that brought a paper, where its papers are of one person, and nothing in them is about somebody else than the caller
 * and whom the caller represents: that is theirs.
 */
export async function signedOriginal(paper: MedicalDocumentRecord, _asked: unknown, scope: Context) {
  return (await ownFile(paper, scope))?.original ?? null;
}

/** A file is given whole: whoever is on any paper of it learns that it was. */
export const alsoInFiles: AlsoIn = Object.fromEntries(
  Object.values(typeOfKind).map((type) => [
    `${type}.signedOriginal`,
    async (paper: MedicalDocumentRecord, scope: Context) =>
      (await ownFile(paper, scope))?.papers.flatMap(peopleOn) ?? [],
  ]),
);

/** What is loaded for it once is not loaded again in a call. */
async function ownFile({ origin, citizenId }: MedicalDocumentRecord, { files, papers, call }: Context) {
  const file = origin && (await files.load(origin.file));
  if (!file?.papers.every((brought) => brought.citizenId === citizenId)) return undefined;
  const own: MedicalDocumentRecord[] = [];
  for (const paper of await Promise.all(file.papers.map(({ id }) => id && papers.load(id)))) {
    if (!paper || !isWhollyOwn(paper, call.access)) return undefined;
    own.push(paper);
  }
  return { original: file.original, papers: own };
}
