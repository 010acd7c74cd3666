import type { AskHub } from '../../../kit/hub/ask-hub.ts';
import { registeredOperation } from '../../../kit/hub/registered-operation.ts';
import { askForClaims, client, isAway } from './ask-for-claims.ts';
import { askNamedParent } from './ask-named-parent.ts';
import type { EvidenceSource, KinshipQuestion } from './evidence-source.ts';
import { flagAt, need, nodeAt, nodesAt, textAt, wordAt, type Node } from './json-reader.ts';
import { kinshipProven, type BirthOfClaimant } from './kinship.ts';

const findKinship = registeredOperation(client, 'find-kinship');
const kinshipPapers = registeredOperation(client, 'kinship-papers');

/** Why it is asked whose births the claimant's papers tell: the reason names the rule. */
const kinshipReason = 'Xác định quan hệ cha, mẹ, con của hồ sơ: Luật 41/2024/QH15 Điều 44, 53, 61';

/**
 * Kinship from the hub, in a case that names the claimant alone. Who is nobody's child and who is nobody are asked in the
 * same way and come to the same. A paper that an officer recorded is asked about where the registers know nothing.
 */
export function gatewayKinship(ask: AskHub): EvidenceSource['findKinship'] {
  const ofRegisters = registeredKinship(ask);
  return async (question) => {
    const found = await ofRegisters(question);
    const { onPaper } = question;
    return found === 'NOT_PROVEN' && onPaper ? askNamedParent(ask, question, onPaper) : found;
  };
}

function registeredKinship(ask: AskHub): EvidenceSource['findKinship'] {
  return async (question) => {
    const { claimantId: claimant, childId: child, on, today } = question;
    const { data, errors } = await askForClaims(ask, question, {
      query: findKinship,
      variables: { claimant, child, on, today },
    });
    const found = nodeAt(data, 'claimant');
    const answers = {
      represents: isMatch(found, 'represents') && isMatch(found, 'representsToday'),
      isParent: isMatch(found, 'isParentOf'),
      // Who was learnt of and is no parent to act for the child, the population database has said already.
      isRegistered:
        isAnswered(found, 'isParentOf') &&
        !isMatch(found, 'isParentOf') &&
        isMatch(found, 'isRegisteredParentOf'),
    };
    const byRegister = kinshipProven(answers, question);
    if (byRegister !== undefined) return byRegister;
    const ids = ['birthNotices', 'childBirths'].flatMap((list) =>
      nodesAt(found, list).map((node) => need(textAt(node, 'id'), 'id of a paper')),
    );
    const isPartAway = errors.some(isAway);
    if (ids.length === 0) return isPartAway ? 'AWAY' : 'NOT_PROVEN';
    await question.nameInCase(ids);
    const papers = await papersOf(ask, question);
    // An entry that was corrected may say so of itself later: whom the register names now, it has said when it was asked.
    const isNamed = isMatch(found, 'isRegisteredParentOf');
    const births = papers.births.filter(({ isRegistered }) => isNamed || !isRegistered);
    const byPaper = kinshipProven({ ...answers, births }, question);
    // Whether others have adopted a child, the population database alone knows: its papers wait for that answer.
    const isKnown = !isPartAway || question.patient === 'CLAIMANT';
    if (byPaper !== undefined && isKnown) return byPaper;
    return isPartAway || papers.isPartAway ? 'AWAY' : 'NOT_PROVEN';
  };
}

async function papersOf(ask: AskHub, question: KinshipQuestion) {
  const { data, errors } = await askForClaims(ask, question, {
    query: kinshipPapers,
    variables: { claimant: question.claimantId },
    reason: kinshipReason,
  });
  const found = nodeAt(data, 'claimant');
  const births = [
    ...nodesAt(found, 'birthNotices').flatMap((node) => birthIn(node, 'newborn', 'eventDate')),
    ...nodesAt(found, 'childBirths').flatMap((node) => birthIn(node, 'child', 'childBirthDate')),
  ];
  return { births, isPartAway: errors.some(isAway) };
}

/** None where the paper is in force no more, or does not say who the child is. */
function birthIn(
  node: Node,
  child: 'newborn' | 'child',
  day: 'eventDate' | 'childBirthDate',
): readonly BirthOfClaimant[] {
  const isEnded = wordAt(node, 'status', ['SUPERSEDED', 'WITHDRAWN']) !== undefined;
  const childId = textAt(nodeAt(node, child), 'id');
  const bornOn = textAt(node, day);
  if (isEnded || childId === undefined || bornOn === undefined) return [];
  return [
    { childId, bornOn, isRegistered: child === 'child', isSurrogate: flagAt(node, 'isSurrogateBirth') },
  ];
}

function isAnswered(node: Node | undefined, field: string): boolean {
  return textAt(node, field) !== undefined;
}

function isMatch(node: Node | undefined, field: string): boolean {
  return wordAt(node, field, ['MATCH']) !== undefined;
}
