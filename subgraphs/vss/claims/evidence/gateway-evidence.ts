import { readFileSync } from 'node:fs';
import {
  SourceAwayError,
  type EvidencePart,
  type EvidenceQuestion,
  type EvidenceSource,
  type GatheredEvidence,
  type Paper,
} from './evidence-source.ts';
import { isNode, need, nodeAt, nodesAt, numberAt, textAt, wordAt, type Node } from './json-reader.ts';
import { readBirthPapers, readMedicalPapers } from './read-papers.ts';

/** How the hub is reached, as any other client of it reaches it. */
export interface HubAccess {
  /** Where `/graphql` is, without that path; undefined while the hub is not up. */
  readonly url: () => string | undefined;
  /** A token of social insurance's own client, for an office: it says who asks, and nothing of what is asked. */
  readonly token: (office: string) => Promise<string>;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

const findPapers = readFileSync(new URL('find-papers.graphql', import.meta.url), 'utf8');
const gatherEvidence = readFileSync(new URL('gather-evidence.graphql', import.meta.url), 'utf8');

/** Why it is asked who the child of a birth is: the reason names the rule. */
const childReason = 'Xác định con của hồ sơ thai sản: Luật 41/2024/QH15 Điều 53, 58, 61';

/** An answer of the hub: its data, and the paths at which it has none. */
interface HubAnswer {
  readonly data: Node;
  readonly failed: readonly string[];
}

/**
 * Evidence from the hub. Social insurance asks under its own identity, for `SI.CLAIM.DECIDE` and the case, and is shown
 * what the access rules show a claim officer of that office: there is no other way in.
 */
export function gatewayEvidence(hub: HubAccess): EvidenceSource {
  return {
    async gather(question) {
      const people = peopleOf(question);
      if (question.needsBirths) {
        const found = await ask(hub, question, findPapers, people);
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
      return readEvidence(
        question,
        await ask(hub, question, gatherEvidence, variables, findsChild ? childReason : undefined),
      );
    },
  };
}

/** A claim without a child asks about none; the id of the claimant stands where the operation wants one. */
function peopleOf({ claimantId, childId }: EvidenceQuestion) {
  return { claimant: claimantId, child: childId ?? claimantId, withChild: childId !== undefined };
}

function readEvidence({ childId, patient }: EvidenceQuestion, { data, failed }: HubAnswer): GatheredEvidence {
  const claimant = nodeAt(data, 'claimant');
  const child = nodeAt(data, 'child');
  const birth = nodeAt(child, 'birth');
  const registration = nodeAt(birth, 'registration');
  return {
    claimant: { diedOn: textAt(claimant, 'diedOn'), livingChildren: numberAt(claimant, 'livingChildren') },
    ...(childId !== undefined && {
      child: {
        bornOn: textAt(child, 'birthDate'),
        diedOn: textAt(child, 'diedOn'),
        isChildOfClaimant: wordAt(claimant, 'isParentOf', ['MATCH', 'MISMATCH', 'NOT_FOUND']) ?? 'NOT_FOUND',
        birth: wordAt(birth, 'outcome', ['MATCH', 'NOT_YET_REGISTERED', 'NOT_FOUND']),
      },
    }),
    papers: readMedicalPapers(nodesAt(patient === 'CHILD' ? child : claimant, 'medicalDocuments')),
    births: eachOnce(
      readBirthPapers([
        ...nodesAt(claimant, 'birthNotices'),
        ...nodesAt(claimant, 'childBirths'),
        ...nodesAt(child, 'birthNotices'),
        ...(registration ? [registration] : []),
      ]),
    ),
    away: partsAway(failed),
  };
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

function partsAway(failed: readonly string[]): readonly EvidencePart[] {
  return [...new Set(failed.map((field) => partOfField[field] ?? 'PERSON'))];
}

async function ask(
  hub: HubAccess,
  { caseName, office }: EvidenceQuestion,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  reason?: string,
): Promise<HubAnswer> {
  const url = hub.url();
  if (url === undefined) throw new SourceAwayError('The hub is not up.');
  const body: unknown = await post(hub, url, { caseName, office, reason }, { query, variables });
  const data = isNode(body) ? nodeAt(body, 'data') : undefined;
  const errors = isNode(body) && Array.isArray(body['errors']) ? body['errors'].filter(isNode) : [];
  if (data === undefined) {
    const code = textAt(nodeAt(errors[0], 'extensions'), 'code') ?? 'no data';
    throw new SourceAwayError(`The hub refused the question (${code}).`);
  }
  return { data, failed: errors.filter(isAway).map(fieldOf) };
}

/** What is not shown is not there for us; what an agency did not answer may be. */
const awayCodes = ['SUBGRAPH_UNAVAILABLE', 'SOURCE_UNAVAILABLE', 'SUBGRAPH_ERROR', 'INTERNAL_SERVER_ERROR'];

function isAway(error: Node): boolean {
  return awayCodes.includes(textAt(nodeAt(error, 'extensions'), 'code') ?? '');
}

/** The field of a person below which an answer is missing. */
function fieldOf({ path }: Node): string {
  const [, field] = Array.isArray(path) ? path : [];
  return typeof field === 'string' ? field : '';
}

interface AskedWith extends Pick<EvidenceQuestion, 'caseName' | 'office'> {
  /** Recorded with the question, where the law wants one. */
  readonly reason: string | undefined;
}

async function post(
  hub: HubAccess,
  url: string,
  { caseName, office, reason }: AskedWith,
  body: object,
): Promise<unknown> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await hub.token(office)}`,
        'hub-purpose': 'SI.CLAIM.DECIDE',
        'hub-case': caseName,
        ...(reason !== undefined && { 'hub-reason': encodeURIComponent(reason) }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(hub.timeout),
    });
    return await response.json();
  } catch (cause) {
    throw new SourceAwayError('The hub does not answer.', { cause });
  }
}
