import {
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { randomStream } from '../world/random.ts';
import { openAgencies, type NamedRecord } from './asking/ask-agencies.ts';
import { hubAsker, type HubAnswer } from './asking/ask-hub.ts';
import { drawIdentity, isAdmitted } from './asking/draw-identity.ts';
import { drawOperation, type DrawnOperation } from './asking/draw-operation.ts';
import type { Identity } from './asking/identity.ts';
import { castOf, drawScene } from './asking/scene.ts';
import { checkAgencies, drawRecords } from './checking/check-agencies.ts';
import { checkErrors, checkMasked } from './checking/check-errors.ts';
import { checkFetches } from './checking/check-fetches.ts';
import { checkLog } from './checking/check-log.ts';
import { checkMachine } from './checking/check-machine.ts';
import { compareAnswer, type Finding } from './checking/compare-answer.ts';
import { watchFetches, type SentFetch } from './checking/watch-fetches.ts';
import type { OperationText } from './oracle/collect-fields.ts';
import { cursorBook } from './oracle/cursor-book.ts';
import { expectObject } from './oracle/expect-answer.ts';
import { knownWorld } from './oracle/known-world.ts';
import { conceivableRelations, refusedFields, refusedSelections } from './oracle/refused-selections.ts';
import { relationsOfCaller } from './oracle/relations.ts';
import { nobody } from './oracle/thing.ts';
import { openTruth } from './oracle/truth.ts';
import type { Walk } from './oracle/walk.ts';
import type { HuntingGround } from './world/hunting-ground.ts';

/** What came of one question. */
export interface Run {
  readonly identity: Identity;
  readonly operation: DrawnOperation;
  readonly status: number;
  readonly answer: string;
  readonly findings: readonly Finding[];
  /** Coordinates of protected values that the answer showed. */
  readonly shown: ReadonlySet<string>;
  /** How many selections it denied. */
  readonly denied: number;
}

/** Asks the hub one random question after the other, and judges the answers. */
export interface Hunt {
  run(number: number): Promise<Run>;
  stop(): void;
}

/** @param seed draws the questions; the same seed asks the same, but for cursors, which are never the same */
export async function startHunt(ground: HuntingGround, seed: string): Promise<Hunt> {
  const { schema, cage, records } = ground;
  const world = knownWorld(records);
  const cast = castOf(world, records);
  const truth = await openTruth(ground.stores);
  const ask = hubAsker(ground.url);
  const askAgency = await openAgencies(ground.stores);
  const cursors = cursorBook();
  const fetches = watchFetches();

  /** What must be the answer of whoever is let in, and what the answer is instead. */
  async function judge(
    identity: Identity,
    operation: DrawnOperation,
    answer: HubAnswer,
    { sent, entries, records: aside }: Done,
  ): Promise<Verdict> {
    const asked = readOperation(schema, operation);
    const { role, purpose, reason, breakGlass } = identity;
    const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
    const question = {
      role,
      purpose,
      day: today,
      reasonRecorded: reason !== undefined,
      breakGlass: breakGlass !== undefined,
    };
    const relations = relationsOfCaller(world, identity, today);
    const conceivable = conceivableRelations(identity);
    const isRefused = refusedFields(schema, question, conceivable);
    const walk: Walk = {
      text: asked.text,
      question,
      relationsTo: relations.to,
      possible: relations.possible,
      truth,
      cursors,
      shown: new Set(),
      failed: new Set(),
      unchecked: new Set(),
      deniable: new Set(),
    };
    const root = { type: 'Query', part: 'hub', record: {}, around: nobody } as const;
    const sets = [[asked.operation.selectionSet, 'Query']] as const;
    const expected = await expectObject(walk, root, sets, '');
    const { findings, denied, seen, masked } = compareAnswer(expected, answer.data, '', cursors);
    const refused = refusedSelections(asked.text, sets, question, conceivable);
    const faults = ground.takeFaults();
    const supplied = JSON.stringify([operation, identity]);
    return {
      shown: new Set(Array.from(seen, (note) => note.split(' ')[1] ?? '')),
      denied: denied.size + refused.size,
      findings: [
        ...findings,
        ...checkErrors(answer.errors, { ...walk, refused, denied }),
        ...(walk.unchecked.size > 0 ? [] : faults.map((fault) => wrong(`a fault: ${fault}`))),
        ...checkMasked(masked, answer.extensions),
        ...checkFetches(sent, supplied, cage, isRefused),
        ...(await checkAgencies(askAgency, aside, sent[0]?.access, walk)),
        // A watch that sees nothing finds nothing.
        ...(sent.length === 0 && seen.size > 0 ? [wrong('values are shown, and no fetch was seen')] : []),
        ...checkLog(entries, { seen, shown: walk.shown }, supplied, cage),
      ],
    };
  }

  return {
    async run(number) {
      const random = randomStream(seed, 'run', number);
      const held = random.chance(0.25) ? cursors.recent().at(-random.int(1, 20)) : undefined;
      const scene = drawScene(cast, random, held?.list.split(' ')[1]);
      const identity = drawIdentity(scene, random);
      const operation = drawValid(schema, () => drawOperation(schema, { scene, random, held }));
      const answer = await ask(identity, operation);
      const sent = split(fetches.take(), answer);
      const logged = split(ground.takeEntries(), answer);
      const verdict =
        isAdmitted(identity) && !isTooLarge(operation, answer)
          ? await judge(identity, operation, answer, {
              sent: sent.own,
              entries: logged.own,
              records: drawRecords(cast, randomStream(seed, 'aside', number)),
            })
          : { findings: refusalFindings(answer), shown: new Set<string>(), denied: 1 };
      const beside = checkMachine({ fetches: sent.beside, entries: logged.beside }, schema, cage);
      const findings = [...verdict.findings, ...plainFindings(answer, ground), ...beside];
      ground.takeFaults();
      return { ...verdict, answer: answer.text, identity, operation, status: answer.status, findings };
    },
    stop: () => fetches.stop(),
  };
}

/** What was done for one answer. */
interface Done {
  readonly sent: readonly SentFetch[];
  readonly entries: readonly DisclosureEntry[];
  /** Of which the agencies are asked beside it. */
  readonly records: readonly NamedRecord[];
}

type Verdict = Pick<Run, 'findings' | 'shown' | 'denied'>;

/** What is of the request of an answer, and what is of others: machines of agencies ask whenever something is due. */
function split<Told extends { readonly requestId: string }>(
  told: readonly Told[],
  { requestId }: HubAnswer,
): { readonly own: readonly Told[]; readonly beside: readonly Told[] } {
  const { own = [], beside = [] } = Object.groupBy(told, (each) =>
    each.requestId === requestId ? 'own' : 'beside',
  );
  return { own, beside };
}

const wrong = (what: string): Finding => ({ kind: 'WRONG', path: '', what });

/** A question so large that its answer would take too much may be refused; a short one may not. */
function isTooLarge({ query }: DrawnOperation, { errors }: HubAnswer): boolean {
  return (
    query.length > 600 && errors.some(({ extensions }) => extensions?.['code'] === 'OPERATION_TOO_COMPLEX')
  );
}

/** Whoever is not let in gets no data. */
function refusalFindings({ status, data }: HubAnswer): readonly Finding[] {
  return status >= 400 && status < 500 && (data === undefined || data === null)
    ? []
    : [wrong(`is let in with status ${status}`)];
}

/** What no answer may have, whoever asks. */
function plainFindings(answer: HubAnswer, { cage }: HuntingGround): readonly Finding[] {
  const beside = JSON.stringify([answer.errors, answer.extensions ?? null]);
  return [
    ...(answer.status >= 500 ? [wrong(`status ${answer.status}`)] : []),
    ...[...cage.findIn(beside)].map(([mark, { place }]): Finding => ({
      kind: 'LEAK',
      path: 'errors',
      what: `${mark} of ${place}`,
    })),
  ];
}

/** Draws until the operation is valid: aliases may clash. */
function drawValid(schema: GraphQLSchema, draw: () => DrawnOperation): DrawnOperation {
  for (let attempt = 0; attempt < 20; attempt++) {
    const operation = draw();
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
  return { query: '{ __typename }', variables: {} };
}

function readOperation(
  schema: GraphQLSchema,
  { query, variables }: DrawnOperation,
): { readonly operation: OperationDefinitionNode; readonly text: OperationText } {
  const document: DocumentNode = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation was drawn.');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const fragments = document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
  );
  return { operation, text: { schema, fragments: new Map(fragments), variables: coerced ?? {} } };
}
