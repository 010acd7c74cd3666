import type { ProvenCase, ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import { pseudonymShape } from '../kit/pseudonym.ts';
import type { CallScope } from '../kit/subgraph.ts';
import { isOpen } from './claim-facts.ts';
import { employerCodes } from './claims/assign/deciding-office.ts';
import { draftPrefix } from './claims/claim-draft.ts';
import { lookAnew } from './claims/desk/look-anew.ts';
import { client as machine } from './claims/evidence/ask-for-claims.ts';
import { childOfCase, namesUnprovenChild, provenChildOf } from './claims/proven-child.ts';
import { childOnPaper, statementFor } from './claims/record/numbers-stated.ts';
import type { ClaimRecord } from './collections.ts';
import type { VssSources } from './sources.ts';

/** The roles that see people through a case; nobody else is assigned one. */
const assignedRoles = new Set(['VSS_CLAIM_OFFICER', 'VSS_MEDICAL_ASSESSOR', 'VSS_PAYMENT_OFFICER']);

/** The latest claims of one person, more than are ever open; a bound, not a page. */
const latestClaims = { index: 'byClaimant', limit: 100, order: 'desc' } as const;

type CaseSources = VssSources & Pick<CallScope, 'call'>;

/** Proves what social insurance knows: the case that an officer works on, and who works for an employer. */
export async function proveRelations(
  question: RelationQuestion,
  sources: CaseSources,
): Promise<ProvenRelations> {
  const [provenCase, employees] = await Promise.all([
    proveCase(question, sources),
    proveEmployees(question, sources),
  ]);
  return { ...(provenCase && { case: provenCase }), ...(employees && { employees }) };
}

/**
 * An open claim that is assigned to the asking office. An officer's own file and that of their family is another
 * officer's to decide, that of a colleague another office's.
 */
async function proveCase(
  { role, organisation, citizen, case: name }: RelationQuestion,
  sources: CaseSources,
): Promise<ProvenCase | undefined> {
  if (name === undefined || organisation === undefined || !assignedRoles.has(role)) return undefined;
  if (name.startsWith(draftPrefix)) return proveDraft(name, { role, organisation }, sources);
  const claim = await claimNamed(name, sources);
  if (!claim || !isOpen(claim) || claim.office !== organisation) return undefined;
  if (await isForOthers(claim, { office: organisation, citizen }, sources)) return undefined;
  if (namesUnprovenChild(claim)) await lookAnew(claim, sources.desk);
  return {
    claim: claim.id,
    ...namedBy(claim, sources.call.access?.client === machine),
    ...statementFor(claim.childId, childOnPaper(claim)),
  };
}

/**
 * Whom and what a claim names. A child and the papers that were found are open while the registers say that the child is the
 * claimant's: of one of whom nothing has proven that, what was found before that was asked may be somebody else's. Social
 * insurance's own machine has just asked them, and finds out what they say.
 */
function namedBy(
  claim: ClaimRecord,
  isMachine: boolean,
): Pick<ProvenCase, 'subjects' | 'documents' | 'child'> {
  const { claimantId, evidence, namedPapers = [] } = claim;
  const found = evidence.flatMap(({ document }) => document?.id ?? []);
  const proven = provenChildOf(claim);
  const all = [...new Set([...found, ...namedPapers])];
  if (claim.childId === undefined) return { subjects: [claimantId], documents: all };
  if (isMachine && proven !== undefined) return { subjects: [claimantId, proven], documents: all };
  const child = childOfCase(claim, found);
  return { subjects: [claimantId], documents: namedPapers, ...(child && { child }) };
}

/**
 * The case of a preview: open for the minute in which social insurance looks for a claimant who asked it to, and to the
 * office that would decide. Its name is drawn anew for each preview and told to nobody.
 */
async function proveDraft(
  name: string,
  { role, organisation }: Pick<RelationQuestion, 'role' | 'organisation'>,
  { drafts }: VssSources,
): Promise<ProvenCase | undefined> {
  const draft = await drafts.load(name);
  const isStillOpen = draft && Temporal.Instant.compare(Temporal.Now.instant(), draft.openUntil) < 0;
  if (!isStillOpen || role !== 'VSS_CLAIM_OFFICER' || draft.office !== organisation) return undefined;
  const { id: claim, subjects, documents, states } = draft;
  return { claim, subjects, documents, ...(states !== undefined && { states }) };
}

/** By what its name looks like first: a claim that another system filed may look otherwise. */
async function claimNamed(
  name: string,
  { claims, claimLists }: VssSources,
): Promise<ClaimRecord | undefined> {
  const byId = () => claims.load(name);
  const byNumber = async () => {
    const [claim] = await claimLists.load({ index: 'byNumber', equals: [name], limit: 1 });
    // Most who name a claim by its number ask for it by its id in the same call.
    if (claim) claims.prime(claim.id, claim);
    return claim;
  };
  return pseudonymShape.test(name)
    ? ((await byId()) ?? (await byNumber()))
    : ((await byNumber()) ?? (await byId()));
}

/** Who decides: an office, and an officer of it where it is a person. */
export interface Decider {
  readonly office: string;
  /** Opaque id of the officer as a citizen. */
  readonly citizen: string | undefined;
}

/** Whether others decide and pay a claim: it is of the officer, of their family or of a colleague. */
export async function isForOthers(
  claim: ClaimRecord,
  { office, citizen }: Decider,
  sources: VssSources,
): Promise<boolean> {
  if (citizen !== undefined && (await isOfFamily(citizen, namedIn(claim), sources))) return true;
  return worksAt(office, claim, sources);
}

/** Everybody whom a claim names, proven or not: it is no officer's to decide who is among them. */
function namedIn({ claimantId, childId }: ClaimRecord): readonly string[] {
  return [claimantId, childId].filter((id) => id !== undefined);
}

/**
 * Whether a claim is an officer's own or names a child of theirs, as far as social insurance knows: by the child that
 * they claimed for themselves. The population database answers no question about an officer in somebody else's case.
 */
async function isOfFamily(
  citizen: string,
  subjects: readonly string[],
  { claimLists }: VssSources,
): Promise<boolean> {
  if (subjects.includes(citizen)) return true;
  const own = await claimLists.load({ ...latestClaims, equals: [citizen] });
  return own.some(({ childId }) => childId !== undefined && subjects.includes(childId));
}

/** Whether the claimant is employed by an office: now, or when the claim was filed. */
async function worksAt(
  office: string,
  claim: ClaimRecord,
  { insuredPersons, employers }: VssSources,
): Promise<boolean> {
  const codes = employerCodes(await insuredPersons.load(claim.claimantId), claim);
  const records = await Promise.all(codes.map((code) => employers.load(code)));
  return records.some((employer) => employer?.office === office);
}

/**
 * Which of the citizens work for the organisation: it pays their contributions now, or it has filed a claim for them that
 * is open. Who has left is no employee, even before the next employer contributes. Just an employer has employees: the
 * staff of a hospital are no more its doctors' patients than anybody else.
 */
async function proveEmployees(
  { role, organisation, employees: asked }: RelationQuestion,
  { insuredPersons, claimLists }: VssSources,
): Promise<readonly string[] | undefined> {
  if (asked === undefined || organisation === undefined || role !== 'EMPLOYER_HR') return undefined;
  const proven = await Promise.all(
    asked.map(async (citizen) => {
      const [insured, claims] = await Promise.all([
        insuredPersons.load(citizen),
        claimLists.load({ ...latestClaims, equals: [citizen] }),
      ]);
      return (
        (insured?.employerId === organisation && insured.status === 'ACTIVE') ||
        claims.some((claim) => claim.employerId === organisation && isOpen(claim))
      );
    }),
  );
  return asked.filter((_citizen, at) => proven[at]);
}
