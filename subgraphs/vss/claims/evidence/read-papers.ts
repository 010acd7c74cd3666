import { sha256 } from '../../../../schema/sha256.ts';
import { dayInVietnam } from '../../../../schema/calendar/day-in-vietnam.ts';
import { orderedJson } from '../../../kit/ordered-json.ts';
import type { SealFinding } from './check-seal.ts';
import type { BirthPaper, MedicalPaper, Paper, ProvenDays } from './evidence-source.ts';
import { flagAt, need, nodeAt, numberAt, textAt, wordAt, type Node } from './json-reader.ts';

const medicalTypes = [
  'DischargePaper',
  'SickLeaveCertificate',
  'TransferPaper',
  'MedicalRecordSummary',
  'MedicalDeathNotice',
  'PregnancyRestCertificate',
] as const;
const birthTypes = ['MedicalBirthNotice', 'BirthRegistration'] as const;
const signatures = ['VALID', 'INVALID', 'UNSIGNED', 'UNKNOWN_SIGNER'] as const;
const bands = ['UNDER_5_WEEKS', 'FROM_5_TO_12_WEEKS', 'FROM_13_TO_21_WEEKS', 'FROM_22_WEEKS'] as const;
const registered = ['MATCH', 'NOT_YET_REGISTERED', 'NOT_FOUND'] as const;

/** A paper as it was answered, with what was found of its seal. */
export interface CheckedNode {
  readonly node: Node;
  readonly seal: SealFinding;
}

/** The type of a paper that may prove something for a claim. */
export function paperTypeOf(node: Node): Paper['type'] | undefined {
  return wordAt(node, '__typename', [...medicalTypes, ...birthTypes]);
}

/** Reads the papers that prove stay or leave; papers of other kinds are left out. */
export function readMedicalPapers(nodes: readonly CheckedNode[]): readonly MedicalPaper[] {
  return nodes.flatMap(({ node, seal }) => {
    const type = wordAt(node, '__typename', medicalTypes);
    if (type === undefined) return [];
    return [
      {
        ...readHeader(node, type),
        seal,
        days: [...stay(node), ...span('LEAVE', leaveOf(node))],
        isListedLongTermDisease: flagAt(node, 'isListedLongTermDisease') ?? false,
        hadSurgery: flagAt(node, 'hadSurgery') ?? false,
        withinLeaveCap: flagAt(node, 'withinLeaveCap') ?? true,
        lossBand: wordAt(node, 'lossBand', bands),
      },
    ];
  });
}

/** Reads birth notices and registrations; one whose facts are not shown, since it is another person's, is left out. */
export function readBirthPapers(nodes: readonly CheckedNode[]): readonly BirthPaper[] {
  return nodes.flatMap(({ node, seal }) => {
    const type = wordAt(node, '__typename', birthTypes);
    const bornOn = textAt(node, 'eventDate') ?? textAt(node, 'childBirthDate');
    if (type === undefined || bornOn === undefined) return [];
    const children = numberAt(node, 'childrenInThisBirth');
    const living = numberAt(node, 'livingChildrenIncludingThis');
    return [
      {
        ...readHeader(node, type),
        seal,
        bornOn,
        childId: textAt(nodeAt(node, 'child') ?? nodeAt(node, 'newborn'), 'id'),
        children,
        livingBefore:
          children === undefined || living === undefined ? undefined : Math.max(0, living - children),
        surgery: flagAt(node, 'deliveredBySurgery'),
        before32Weeks: flagAt(node, 'bornBefore32Weeks'),
        isSurrogate: flagAt(node, 'isSurrogateBirth'),
        registered: wordAt(nodeAt(node, 'registration'), 'outcome', registered),
      },
    ];
  });
}

function readHeader<Type extends Paper['type']>(node: Node, type: Type) {
  const status = need(textAt(node, 'status'), 'status of a paper');
  return {
    type,
    id: need(textAt(node, 'id'), 'id of a paper'),
    version: need(numberAt(node, 'version'), 'version of a paper'),
    digest: digestOf(node),
    issuer: need(textAt(nodeAt(node, 'issuer'), 'code'), 'issuer of a paper'),
    issuedOn: need(textAt(node, 'issuedOn'), 'day of issue'),
    isRevoked: status === 'SUPERSEDED' || status === 'WITHDRAWN',
    supersedes: textAt(node, 'supersedes'),
    signature: wordAt(nodeAt(node, 'signature'), 'status', signatures) ?? 'UNSIGNED',
  };
}

/** Of what was read: the seal proves it, and is no part of it. */
function digestOf({ seal: _seal, ...read }: Node): string {
  return sha256(orderedJson(read));
}

/** A stay from admission, of a transfer from the day as an inpatient, to discharge or death. */
function stay(node: Node): readonly ProvenDays[] {
  const from = textAt(node, 'admittedAt') ?? textAt(node, 'inpatientFrom');
  const to = textAt(node, 'dischargedAt') ?? textAt(node, 'diedAt');
  return span('STAY', from && to ? [from, to].map((at) => dayInVietnam(at).toString()) : []);
}

function leaveOf(node: Node): readonly (string | undefined)[] {
  return [
    textAt(node, 'leaveFrom') ?? textAt(node, 'outpatientLeaveFrom') ?? textAt(node, 'restFrom'),
    textAt(node, 'leaveTo') ?? textAt(node, 'outpatientLeaveTo') ?? textAt(node, 'restTo'),
  ];
}

/** None where a paper says that days end before they begin: it proves nothing then. */
function span(kind: ProvenDays['kind'], [from, to]: readonly (string | undefined)[]): readonly ProvenDays[] {
  return from !== undefined && to !== undefined && from <= to ? [{ kind, from, to }] : [];
}
