import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { CompositionRemark, SubgraphSdl } from '../compose.ts';
import { abstractMembers } from './abstract-members.ts';
import { asStrict } from './as-strict.ts';
import { accessBlock } from './access-block.ts';
import { parseAgency } from './agreement.ts';
import type { AgencyDocument } from './agreement.ts';
import { annotationsKept } from './annotations-kept.ts';
import { briefDescription } from './brief-description.ts';
import { classified } from './classified.ts';
import { compositionWarnings } from './composition-warnings.ts';
import { dependentsStrict } from './dependents-strict.ts';
import type { Finding, Problem } from './finding.ts';
import { listsConnected } from './lists-connected.ts';
import { lookAlikes } from './look-alikes.ts';
import { maskFitsType } from './mask-fits-type.ts';
import { opaqueKeys } from './opaque-keys.ts';
import { personalNullable } from './personal-nullable.ts';
import { requirementGroups } from './requirement-groups.ts';
import { rootNames } from './root-names.ts';
import type { AgencyRule, GraphRule } from './rule.ts';
import { specVersions } from './spec-versions.ts';
import type { Waiver } from './waiver.ts';

const agencyRules: readonly AgencyRule[] = [
  rootNames,
  specVersions,
  lookAlikes,
  accessBlock,
  classified,
  opaqueKeys,
  personalNullable,
  maskFitsType,
  requirementGroups,
  briefDescription,
];

const graphRules: readonly GraphRule[] = [
  annotationsKept,
  asStrict,
  dependentsStrict,
  abstractMembers,
  listsConnected,
  compositionWarnings,
];

/** The rules from which a coordinate can be excepted, with a reason, by the waivers file. */
const waivableRules: ReadonlySet<string> = new Set([abstractMembers.id, listsConnected.id]);

/** The input of the lints. Without a supergraph only the rules about single SDLs can be checked. */
export interface LintInput {
  readonly subgraphs: readonly SubgraphSdl[];
  readonly accessSdl: string;
  readonly supergraphSdl?: string | undefined;
  readonly warnings?: readonly CompositionRemark[] | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
}

/**
 * Checks the SDLs against every rule of the agreement; findings come in the order of files and lines. SDL that
 * cannot be parsed is left to composition to report. A waiver that excepts nothing is itself a finding.
 */
export function lintAgreement(input: LintInput): readonly Finding[] {
  const access = parse(input.accessSdl);
  const agencies = input.subgraphs.flatMap((subgraph) => parseIfPossible(() => parseAgency(subgraph)));
  const findings = agencies.flatMap((agency) => [...lintAgency(agency, access)]);
  const { supergraphSdl, warnings = [], waivers = [] } = input;
  if (supergraphSdl === undefined) return inOrder(findings);

  const agreement = { agencies, access, supergraph: parse(supergraphSdl), warnings };
  findings.push(
    ...graphRules.flatMap(({ id, check }) => [...check(agreement)].map((found) => withRule(id, found))),
  );
  return inOrder([
    ...findings.filter((found) => !isWaived(found, waivers)),
    ...idleWaivers(waivers, findings),
  ]);
}

/** What an agency's SDL breaks on its own, whatever the others say. @param access the vocabulary that all share */
export function lintAgency(agency: AgencyDocument, access: DocumentNode): readonly Finding[] {
  return agencyRules.flatMap(({ id, check }) =>
    [...check(agency, access)].map((found) => withRule(id, found)),
  );
}

function parseIfPossible(parseOne: () => AgencyDocument): readonly AgencyDocument[] {
  try {
    return [parseOne()];
  } catch (error) {
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}

function withRule(rule: string, problem: Problem): Finding {
  return { ...problem, rule };
}

function isWaived(finding: Finding, waivers: readonly Waiver[]): boolean {
  return waivableRules.has(finding.rule) && waivers.some((waiver) => covers(waiver, finding));
}

/** A waiver for `Type.*` covers the type and each of its fields. */
function covers({ rule, coordinate }: Waiver, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  return coordinate.endsWith('.*')
    ? finding.coordinate.split('.')[0] === coordinate.slice(0, -2)
    : finding.coordinate === coordinate;
}

function idleWaivers(waivers: readonly Waiver[], findings: readonly Finding[]): readonly Finding[] {
  return waivers
    .filter(
      (waiver) => !findings.some((finding) => covers(waiver, finding)) || !waivableRules.has(waiver.rule),
    )
    .map(({ rule, coordinate, file, line }) => {
      const known = waivableRules.has(rule);
      const message = known
        ? 'excepts nothing: delete the waiver'
        : `waives ${rule}, which has no exceptions`;
      return { file, line, rule: 'waivers', coordinate, message };
    });
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
