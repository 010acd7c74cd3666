/** Version of how documents and index entries are laid out in MongoDB; kept in the `meta` record of each database. */
export const DATA_FORMAT = 1;

/** The same of a file that is made today. In one of format 1 nothing says where a document lies; it is read and written on as it is. */
export const FILE_FORMAT = 2;

/** What is wrong with the format a database states, or undefined when this program reads it: the newest that it makes, or one before. */
export function formatMismatch(found: unknown, newest: number): string | undefined {
  const version = Number(found);
  if (Number.isInteger(version) && version >= 1 && version <= newest) return undefined;
  return version > newest
    ? `the data has format ${version}, this program reads ${newest}; start the newer program that wrote it`
    : `the data has the unknown format "${String(found)}", this program reads ${newest}; restore a backup or name another database`;
}

/** What is wrong where a store must be there and is not. */
export function absentStore(where: string): string {
  return `${where}: no process has made it; name the store as the process that runs over it does`;
}

/** What is wrong when stored documents break a unique index that is new. */
export function brokenIndex(collection: string, index: string): string {
  return `${collection}: the new unique index "${index}" does not hold for the stored documents; correct them first`;
}

/** What is wrong when another program has the store open and its index of this name is another, or none. */
export function changedIndex(collection: string, index: string): string {
  return `${collection}: another program has taken away or changed the index "${index}"; end it, and start this one again`;
}
