/** Permission bits of everybody but the owner. */
const everybodyElse = 0o077;

/** From now on what this process writes, and those that it starts, is for its own account: stores and logs hold people's data. */
export function writeForOwner(): void {
  process.umask(everybodyElse);
}
