import type { AskHub, HubAnswer, HubError } from '../../../kit/hub/ask-hub.ts';
import { registeredOperation } from '../../../kit/hub/registered-operation.ts';
import { askForClaims, client, isAway } from './ask-for-claims.ts';
import type { CheckSeal } from './check-seal.ts';
import type {
  BirthPaper,
  EvidencePart,
  EvidenceQuestion,
  EvidenceSource,
  GatheredEvidence,
  Paper,
} from './evidence-source.ts';
import { gatewayKinship } from './gateway-kinship.ts';
import { need, nodeAt, nodesAt, numberAt, textAt, wordAt, type Node } from './json-reader.ts';
import { paperTypeOf, readBirthPapers, readMedicalPapers, type CheckedNode } from './read-papers.ts';

const findPapers = registeredOperation(client, 'find-papers');
const gatherEvidence = registeredOperation(client, 'gather-evidence');

/** Why it is asked who the child of a birth is: the reason names the rule. */
const childReason = 'Xác định con của hồ sơ thai sản: Luật 41/2024/QH15 Điều 53, 58, 61';

/**
 * Evidence from the hub. Social insurance asks under its own identity, for `SI.CLAIM.DECIDE` and the case, and is shown
 * what the access rules show a claim officer of that office: there is no other way in.
 */
export function gatewayEvidence(ask: AskHub, checkSeal: CheckSeal): EvidenceSource {
  return {
    findKinship: gatewayKinship(ask),
    async gather(question) {
      const people = peopleOf(question);
      if (question.needsBirths) {
        const found = await askForClaims(ask, question, { query: findPapers, variables: people });
        const ids = ['claimant', 'child'].flatMap((alias) =>
          ['birthNotices', 'childBirths'].flatMap((list) =>
            nodesAt(nodeAt(found.data, alias), list).map((node) => need(textAt(node, 'id'), 'id of a paper')),
          ),
        );
        if (ids.length > 0) await question.nameInCase(ids);
      }
      const { needsBirths: withBirths, patient, from, to } = question;
      const findsChild = withBirths && question.childId === undefined;
      const patientIsChild = patient === 'CHILD';
      const variables = { ...people, withBirths, patientIsChild, findsChild, from, to };
      const reason = findsChild ? childReason : undefined;
      const answer = await askForClaims(ask, question, { query: gatherEvidence, variables, reason });
      return readEvidence(question, answer, checkSeal);
    },
  };
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
        birth: wordAt(birth, 'outcome', ['MATCH', 'NOT_YET_REGISTERED', 'NOT_FOUND']),
      },
    }),
    papers: readMedicalPapers(papers),
    births: ofStatedChild(eachOnce(readBirthPapers(births)), child),
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

/** A notice says who the child is to whom nobody has stated it; of a child that is stated its own list says so. */
function ofStatedChild(births: readonly BirthPaper[], child: Node | undefined): readonly BirthPaper[] {
  const own = new Set(nodesAt(child, 'birthNotices').map((node) => textAt(node, 'id')));
  const childId = textAt(child, 'id');
  return births.map((paper) => (own.has(paper.id) ? { ...paper, childId: paper.childId ?? childId } : paper));
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

/** The field of a person below which an answer is missing. */
function fieldOf({ path: [, field] }: HubError): string {
  return typeof field === 'string' ? field : '';
}
