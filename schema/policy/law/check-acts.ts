import { forceOn } from './register.ts';
import type { Act } from './register.ts';

/** What cannot be in the dates of acts and in what replaced them: one line each. */
export function checkActs(acts: ReadonlyMap<string, Act>, file: string): readonly string[] {
  return [...acts.values()].flatMap(({ id, inForceFrom, inForceTo, replacedBy }) => {
    const missing = replacedBy.find((act) => !acts.has(act));
    if (missing !== undefined) {
      return [`${file}: ${id}: replacedBy names ${missing}, which is not in the register: enter it`];
    }
    if (inForceTo === undefined) {
      return replacedBy.length > 0
        ? [`${file}: ${id}: is replaced but has no last day: give inForceTo or remove replacedBy`]
        : [];
    }
    if (inForceTo < inForceFrom) {
      return [
        `${file}: ${id}: ends (${inForceTo}) before it begins (${inForceFrom}): correct one of the days`,
      ];
    }
    const dayAfter = Temporal.PlainDate.from(inForceTo).add({ days: 1 }).toString();
    const successors = replacedBy.flatMap((act) => acts.get(act) ?? []);
    return successors.length > 0 && !successors.some((act) => forceOn(act, dayAfter) === 'IN_FORCE')
      ? [`${file}: ${id}: no act of replacedBy is in force on ${dayAfter}: correct the days of one of them`]
      : [];
  });
}
