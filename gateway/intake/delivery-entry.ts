import { OperationTypeNode } from 'graphql';
import { intakeAddresses, type IntakeReply } from '../../schema/intake.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { AccessFacts } from '../access/access-facts.ts';
import type { DecidingPolicies } from '../log/deciding-policies.ts';
import { disclosureEntry, type DisclosureEntry } from '../log/disclosure-entry.ts';
import type { ArrivedFile } from './arrived-file.ts';

/** By what policy this gateway decides. */
export interface DecidedBy {
  readonly policyVersion: () => string;
  readonly policiesFor: (facts: AccessFacts) => DecidingPolicies;
}

/** How a file is answered, and what was told of whom on the way. */
export interface Delivered {
  /** Of HTTP. */
  readonly status: number;
  readonly told: readonly IntakeReply['access'][];
}

/** The entry of the log about a file: a change at the agency that it is for, named by its address and the digest of its bytes. */
export function deliveryEntry(
  { facts, requestId, body, path }: ArrivedFile,
  { status, told }: Delivered,
  { policyVersion, policiesFor }: DecidedBy,
): DisclosureEntry {
  const subgraph = intakeAddresses[path].agency;
  const answered = {
    result: { data: status < 300 ? { received: true } : null },
    kind: OperationTypeNode.MUTATION,
    denials: [],
    disclosures: told.flatMap(({ policyVersion: version, disclosures }) =>
      disclosures.map((disclosed) => ({ subgraph, policyVersion: version, ...disclosed })),
    ),
  };
  return disclosureEntry(answered, {
    at: Temporal.Now.instant(),
    requestId,
    facts,
    policyVersion: policyVersion(),
    policies: policiesFor(facts),
    operation: { name: `intake/${path}`, digest: sha256(body) },
  });
}
