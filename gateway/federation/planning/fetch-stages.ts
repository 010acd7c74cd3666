import type { ScheduledFetch } from './schedule-fetches.ts';

/**
 * The stage of each fetch of a schedule: the first in which it can be sent. What no other fetch waits for goes with the next
 * one that asks its subgraph for entities anyway: the answer waits for that one too, so it is there as soon with a call less.
 */
export function stagesOf(scheduled: readonly ScheduledFetch[]): readonly number[] {
  const stages: number[] = [];
  for (const { after } of scheduled) stages.push(1 + Math.max(-1, ...after.map((at) => stages[at] ?? 0)));
  const stageOf = (at: number) => stages[at] ?? 0;
  const entities = [...scheduled.keys()].filter((at) => scheduled[at]?.fetch.requires);
  const awaited = new Set(scheduled.flatMap(({ after }) => after));
  // The last ones first: who goes with one that goes later itself goes as late as that.
  for (const at of entities.toSorted((one, other) => stageOf(other) - stageOf(one))) {
    if (awaited.has(at)) continue;
    const later = entities.filter(
      (other) =>
        scheduled[other]?.fetch.serviceName === scheduled[at]?.fetch.serviceName &&
        stageOf(other) > stageOf(at),
    );
    if (later.length > 0) stages[at] = Math.min(...later.map(stageOf));
  }
  return stages;
}
