import { HubAway, type AskHub, type HubAnswer, type HubError } from '../../../kit/hub/ask-hub.ts';
import { registeredOperation } from '../../../kit/hub/registered-operation.ts';
import {
  SourceAwayError,
  type EvidencePart,
  type EvidenceQuestion,
  type EvidenceSource,
  type GatheredEvidence,
  type Paper,
} from './evidence-source.ts';
import { need, nodeAt, nodesAt, numberAt, textAt, wordAt, type Node } from './json-reader.ts';
import type { CheckSeal } from './check-seal.ts';
import { paperTypeOf, readBirthPapers, readMedicalPapers, type CheckedNode } from './read-papers.ts';

/** Social insurance's machine is a client of the hub by itself. */
const client = 'vss-resolver';
const purpose = 'SI.CLAIM.DECIDE';

const findPapers = registeredOperation(client, 'find-papers');
const findChild = registeredOperation(client, 'find-child');
const findNewborns = registeredOperation(client, 'find-newborns');
const gatherEvidence = registeredOperation(client, 'gather-evidence');

/** Why it is asked who the child of a birth is: the reason names the rule. */
const childReason = 'Xác định con của hồ sơ thai sản: Luật 41/2024/QH15 Điều 53, 58, 61';

/**
 * Evidence from the hub. Social insurance asks under its own identity, for `SI.CLAIM.DECIDE` and the case, and is shown
 * what the access rules show a claim officer of that office: there is no other way in.
 */
export function gatewayEvidence(ask: AskHub, checkSeal: CheckSeal): EvidenceSource {
  return {
    async gather(question) {
      const { childId, nameChild } = question;
      if (childId !== undefined && nameChild) {
        if (!(await isTheirs(ask, question, childId))) return aboutNoChild(ask, question, checkSeal);
        await nameChild();
      }
      const people = peopleOf(question);
      if (question.needsBirths) await nameBirthPapers(ask, question);
      const { needsBirths: withBirths, patient, from, to } = question;
      const findsChild = withBirths && question.childId === undefined;
      const patientIsChild = patient === 'CHILD';
      const variables = { ...people, withBirths, patientIsChild, findsChild, from, to };
      const reason = findsChild ? childReason : undefined;
      return readEvidence(question, await asked(ask, question, gatherEvidence, variables, reason), checkSeal);
    },
  };
}

/** Makes the case name what tells of the births of its people. */
async function nameBirthPapers(ask: AskHub, question: EvidenceQuestion): Promise<void> {
  const found = await asked(ask, question, findPapers, peopleOf(question));
  const ids = ['claimant', 'child'].flatMap((alias) =>
    ['birthNotices', 'childBirths'].flatMap((list) =>
      nodesAt(nodeAt(found.data, alias), list).map((node) => need(textAt(node, 'id'), 'id of a paper')),
    ),
  );
  if (ids.length > 0) await question.nameInCase(ids);
}

/**
 * Whether a child that somebody stated is theirs: by the population database, or by the notice of a birth of their own where it is not
 * registered yet. Nothing is asked about the child before: it may be anybody's, or no child.
 *
 * @throws SourceAwayError when nobody tells now
 */
async function isTheirs(ask: AskHub, question: EvidenceQuestion, childId: string): Promise<boolean> {
  const ofClaimant = { ...question, childId: undefined };
  const { claimantId: claimant } = question;
  const { data, errors } = await asked(ask, question, findChild, { claimant, child: childId });
  if (textAt(nodeAt(data, 'claimant'), 'isParentOf') === 'MATCH') return true;
  if (errors.some(isAway)) throw new SourceAwayError('Nobody tells now whose the child is.');
  if (!question.needsBirths) return false;
  await nameBirthPapers(ask, ofClaimant);
  const own = await asked(ask, question, findNewborns, { claimant }, childReason);
  const notices = nodesAt(nodeAt(own.data, 'claimant'), 'birthNotices');
  if (notices.some((notice) => textAt(nodeAt(notice, 'newborn'), 'id') === childId)) return true;
  if (own.errors.some(isAway)) throw new SourceAwayError('Nobody tells now whose the child is.');
  return false;
}

/** What is known where the child is not proven to be the claimant's: of the claimant, and of no papers. */
async function aboutNoChild(
  ask: AskHub,
  question: EvidenceQuestion,
  checkSeal: CheckSeal,
): Promise<GatheredEvidence> {
  const { claimantId: claimant, from, to } = question;
  const nothing = { withChild: false, withBirths: false, patientIsChild: true, findsChild: false };
  const variables = { claimant, child: claimant, ...nothing, from, to };
  const ofClaimant = { ...question, childId: undefined, patient: 'CHILD' } as const;
  const gathered = await readEvidence(
    ofClaimant,
    await asked(ask, question, gatherEvidence, variables),
    checkSeal,
  );
  return { ...gathered, child: { isChildOfClaimant: 'NOT_FOUND' } };
}

/** A claim without a child asks about none; the id of the claimant stands where the operation wants one. */
function peopleOf({ claimantId, childId }: EvidenceQuestion) {
  return { claimant: claimantId, child: childId ?? claimantId, withChild: childId !== undefined };
}

async function readEvidence(
  { childId, patient }: EvidenceQuestion,
  { data, errors }: HubAnswer,
  checkSeal: CheckSeal,
): Promise<GatheredEvidence> {
  const claimant = nodeAt(data, 'claimant');
  const gender = textAt(claimant, 'gender');
  const child = nodeAt(data, 'child');
  const birth = nodeAt(child, 'birth');
  const registration = nodeAt(birth, 'registration');
  const medical = nodesAt(patient === 'CHILD' ? child : claimant, 'medicalDocuments');
  const ofBirths = [
    ...nodesAt(claimant, 'birthNotices'),
    ...nodesAt(claimant, 'childBirths'),
    ...nodesAt(child, 'birthNotices'),
    ...(registration ? [registration] : []),
  ];
  const [papers, births] = await Promise.all([checked(medical, checkSeal), checked(ofBirths, checkSeal)]);
  return {
    claimant: {
      diedOn: textAt(claimant, 'diedOn'),
      livingChildren: numberAt(claimant, 'livingChildren'),
      isFemale: gender === undefined ? undefined : gender === 'FEMALE',
    },
    ...(childId !== undefined && {
      child: {
        bornOn: textAt(child, 'birthDate'),
        diedOn: textAt(child, 'diedOn'),
        isChildOfClaimant: wordAt(claimant, 'isParentOf', ['MATCH', 'MISMATCH', 'NOT_FOUND']) ?? 'NOT_FOUND',
        birth: wordAt(birth, 'outcome', ['MATCH', 'NOT_YET_REGISTERED', 'NOT_FOUND']),
      },
    }),
    papers: readMedicalPapers(papers),
    births: eachOnce(readBirthPapers(births)),
    away: [
      ...new Set([
        ...partsAway(errors.filter(isAway).map(fieldOf)),
        // A seal that cannot be checked now is asked for again: it is neither believed nor refused.
        ...(papers.some(isUnchecked) ? (['PAPERS'] as const) : []),
        ...(births.some(isUnchecked) ? (['BIRTHS'] as const) : []),
      ]),
    ],
  };
}

/** Papers with what was found of their seals; of what proves nothing for a claim none is checked. */
function checked(nodes: readonly Node[], checkSeal: CheckSeal): Promise<readonly CheckedNode[]> {
  return Promise.all(
    nodes.flatMap((node) => {
      const type = paperTypeOf(node);
      return type === undefined ? [] : [checkSeal(type, node).then((seal) => ({ node, seal }))];
    }),
  );
}

function isUnchecked({ seal }: CheckedNode): boolean {
  return seal.kind === 'UNKNOWN';
}

/** A paper that several lists give is one paper: counted twice, it would be two children. */
function eachOnce<P extends Paper>(papers: readonly P[]): readonly P[] {
  return [...new Map(papers.map((paper) => [paper.id, paper])).values()];
}

const partOfField: Readonly<Record<string, EvidencePart>> = {
  medicalDocuments: 'PAPERS',
  birthNotices: 'BIRTHS',
  childBirths: 'BIRTHS',
  birth: 'BIRTHS',
};

const allParts: readonly EvidencePart[] = ['PERSON', 'PAPERS', 'BIRTHS'];

function partsAway(failed: readonly string[]): readonly EvidencePart[] {
  // Where the person is missing as a whole, so is all that was asked below.
  return [
    ...new Set(failed.flatMap((field) => (field === '' ? allParts : (partOfField[field] ?? 'PERSON')))),
  ];
}

async function asked(
  ask: AskHub,
  { caseName, office }: EvidenceQuestion,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  reason?: string,
): Promise<HubAnswer> {
  try {
    return await ask({ query, variables, purpose, organisation: office, caseName, reason });
  } catch (cause) {
    const why = cause instanceof HubAway ? ` (${cause.message})` : '';
    throw new SourceAwayError(`The hub gives no answer${why}.`, { cause });
  }
}

/** What is not shown is not there for us; what an agency did not answer may be. */
const awayCodes = ['SUBGRAPH_UNAVAILABLE', 'SOURCE_UNAVAILABLE', 'SUBGRAPH_ERROR', 'INTERNAL_SERVER_ERROR'];

function isAway({ code }: HubError): boolean {
  return awayCodes.includes(code);
}

/** The field of a person below which an answer is missing. */
function fieldOf({ path: [, field] }: HubError): string {
  return typeof field === 'string' ? field : '';
}
