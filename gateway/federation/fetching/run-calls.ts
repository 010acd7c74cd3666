import { fromByteText, toByteText, type ByteText } from '../../operation/byte-text.ts';
import { addEntities, askEntities, type AskedEntities } from './add-entities.ts';
import { addFields } from './add-fields.ts';
import type { WalkedPlaces } from './collect-objects.ts';
import type { CompiledCall, CompiledPart } from './compile-calls.ts';
import { noteFault } from './note-failures.ts';
import { noteWithheld } from './note-report.ts';
import { nothingFetched, type Fetched, type PlanRun } from './plan-run.ts';
import { SubgraphFault } from './subgraph-fault.ts';
import { WithheldReply } from './withheld-reply.ts';

/**
 * Makes the calls of a plan, each as soon as those are over on which it depends. Failures of subgraphs are part of the
 * result; only a fault of our own is thrown.
 */
export function runCalls(calls: readonly CompiledCall[], run: PlanRun): Promise<Fetched> {
  const fetched = nothingFetched();
  const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
  const waiting = calls.map((call) => ({ call, open: call.after.length }));
  let left = calls.length;
  const begin = (call: CompiledCall) => void runCall(call, fetched, run).then(() => ended(call), reject);
  const ended = ({ before }: CompiledCall) => {
    if (--left === 0) resolve(fetched);
    for (const at of before) {
      const next = waiting[at];
      if (next && --next.open === 0) begin(next.call);
    }
  };
  for (const { call, open } of waiting) if (open === 0) begin(call);
  return promise;
}

async function runCall(call: CompiledCall, fetched: Fetched, run: PlanRun): Promise<void> {
  const asked = askParts(call.parts, fetched);
  if (asked.every(({ entities }) => entities?.texts.length === 0)) return;
  const { subgraph, query, shape, kind } = call;
  try {
    const reply = await run.send(subgraph, { query, body: writeBody(call, asked, run), shape }, kind);
    run.heard(reply.access);
    for (const object of reply.repeated) fetched.shared.add(object);
    for (const { part, entities } of asked) {
      if (entities) addEntities(part, entities, reply, fetched, run);
      else addFields(part, reply, fetched, run);
    }
  } catch (error) {
    if (!(error instanceof SubgraphFault)) throw error;
    run.report(error);
    for (const { part } of asked) noteFault(part, error, fetched);
    if (error instanceof WithheldReply) noteWithheld(error, fetched);
  }
}

/** A part of a call and the entities that it is about, if any. */
interface AskedPart {
  readonly part: CompiledPart;
  readonly entities: AskedEntities | undefined;
}

function askParts(parts: readonly CompiledPart[], fetched: Fetched): readonly AskedPart[] {
  const walked: WalkedPlaces = new Map();
  return parts.map((part) => ({
    part,
    entities: part.entities && askEntities(part, part.entities, fetched, walked),
  }));
}

function writeBody(call: CompiledCall, asked: readonly AskedPart[], { variables }: PlanRun): string {
  const given = call.variableUsages.flatMap((name): readonly ByteText[] => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return value === undefined ? [] : [toByteText(`${JSON.stringify(name)}:${JSON.stringify(value)}`)];
  });
  const represented = asked.flatMap(({ part, entities }): readonly ByteText[] =>
    entities && part.entities ? [`"${part.entities.variable}":[${entities.texts.join(',')}]`] : [],
  );
  return fromByteText(`${call.head}${[...given, ...represented].join(',')}}}`);
}
