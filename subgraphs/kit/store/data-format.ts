/** Version of how documents and index entries are laid out; kept in the `meta` record of each database. */
export const DATA_FORMAT = 1;

/** What is wrong with the format a database states, or undefined when this program reads it. */
export function formatMismatch(found: unknown): string | undefined {
  const version = Number(found);
  if (version === DATA_FORMAT) return undefined;
  return version > DATA_FORMAT
    ? `the data has format ${version}, this program reads ${DATA_FORMAT}; start the newer program that wrote it`
    : `the data has the unknown format "${String(found)}", this program reads ${DATA_FORMAT}; restore a backup or name another database`;
}

/** What is wrong where a store must be there and is not. */
export function absentStore(where: string): string {
  return `${where}: no process has made it; name the store as the process that runs over it does`;
}

/** What is wrong when stored documents break a unique index that is new. */
export function brokenIndex(collection: string, index: string): string {
  return `${collection}: the new unique index "${index}" does not hold for the stored documents; correct them first`;
}
