import { isRecord } from '../../schema/untrusted-json.ts';

/** JSON with the members of every object in order, so that equal facts are equal texts. */
export function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    isRecord(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
