import type { PolicyTexts } from '../schema/policy/policy-files.ts';
import type { Policy } from '../schema/policy/policy.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import { openEmergencyRegister, type EmergencyRegister } from './break-glass/emergency-register.ts';
import { loadEmergencyTerms } from './break-glass/emergency-terms.ts';
import { loadBreachTerms } from './breach/breach.ts';
import { openBreachRegister, type BreachRegister } from './breach/breach-register.ts';
import { openPolicyHistory, type OwnPolicyHistory } from './policy-history/policy-history.ts';
import { servedPolicy } from './policy-history/served-policy.ts';
import { openRightsRegister, type RightsRegister } from './rights/rights-register.ts';
import { loadRightTerms } from './rights/rights-terms.ts';
import { openSuspensionRegister, type SuspensionRegister } from './suspension/suspension-register.ts';

/** Where registers are kept, and the policy whose terms they follow. */
export interface RegisterOptions {
  /** The gateway's own; whoever opened it closes it. */
  readonly store: Store;
  readonly policy: Policy;
  /** Of what it was made; read from the project if left out. */
  readonly policyTexts?: PolicyTexts;
  readonly supergraphSdl: string;
  /** Is told, in one line without any value, what a person should look into. */
  readonly alarm: (line: string) => void;
}

/** What the gateway itself keeps, beside its log. */
export interface HubRegisters {
  /** To be closed: it looks for what other gateways have suspended. */
  readonly suspensions: SuspensionRegister;
  readonly history: OwnPolicyHistory;
  readonly emergencies: EmergencyRegister;
  readonly rights: RightsRegister;
  readonly breaches: BreachRegister;
}

/** Opens all of them over one store. */
export async function openHubRegisters(options: RegisterOptions): Promise<HubRegisters> {
  const { store, policy, alarm } = options;
  const clock = () => Temporal.Now.instant();
  return {
    suspensions: await openSuspensionRegister(store, clock, alarm),
    history: await openPolicyHistory(store, await servedPolicy(options), clock),
    emergencies: await openEmergencyRegister(store, await loadEmergencyTerms(), clock),
    rights: await openRightsRegister(store, await loadRightTerms(policy.register), clock),
    breaches: await openBreachRegister(store, await loadBreachTerms(policy.register), clock),
  };
}
