import type { SubgraphReply } from '../reading/read-reply.ts';
import type { CompiledPart } from './compile-calls.ts';
import { mergeFetched } from './merge-fetched.ts';
import { firstPath, noteErrors, noteGap } from './note-failures.ts';
import { noteReport } from './note-report.ts';
import type { Fetched, PlanRun } from './plan-run.ts';
import { rewriteFetched } from './rewrite-fetched.ts';

/** Adds fields of the query or mutation type itself. */
export function addFields(part: CompiledPart, reply: SubgraphReply, fetched: Fetched, run: PlanRun): void {
  const { fetch, places } = part;
  const { data, errors } = reply;
  rewriteFetched(run.schema, fetch.outputRewrites, data);
  if (errors.length > 0) {
    const before = firstPath(part, fetched);
    const told = errors.map(({ path, refused }) => ({ paths: path && [[...before, ...path]], refused }));
    noteErrors(part, told, fetched, run);
  }
  noteReport(part, reply, undefined, fetched);
  if (!data) return noteGap(part, fetched);
  for (const { objects } of places) {
    for (const object of objects(fetched)) mergeFetched(run.schema, object, data);
  }
}
