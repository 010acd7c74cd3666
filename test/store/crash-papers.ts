import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';

/** A paper large enough to cross pages of the file, and whose every part tells what it must be. */
export interface CrashPaper extends Stored {
  readonly owner: string;
  readonly marks: readonly string[];
  readonly content: string;
}

/** Two index entries by owner and mark, one unique: each of them can be half there. */
export const crashPapers: CollectionSpec<CrashPaper> = {
  name: 'crashPapers',
  indexes: [
    { name: 'byOwner', fields: ['owner'] },
    { name: 'byMark', fields: ['marks'], unique: true },
  ],
};

/** The paper that has this id in the version `content`; the caller's `version` is what it was read as. */
export function paperOf(id: string, version: number, content = version): CrashPaper {
  const text = `${id} in version ${content}. `;
  return {
    id,
    version,
    owner: `owner ${content}`,
    marks: [`${id} mark 1 of ${content}`, `${id} mark 2 of ${content}`],
    content: text.repeat(40 + (id.length % 7) * 40),
  };
}
