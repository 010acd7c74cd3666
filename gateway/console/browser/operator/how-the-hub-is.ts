import type { Term } from '../words/language.ts';

/** What `HowTheHubIs` asks for. */
export interface HubState {
  readonly agencyStates:
    readonly { readonly agency: string; readonly isUp: boolean; readonly since: string }[] | null;
  readonly hubClients: readonly HubClient[] | null;
  readonly emergencyAlarms: readonly EmergencyAlarm[] | null;
}

/** A client, what it may send and what it has sent. */
export interface HubClient {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly agency: Term;
  readonly contact: string;
  readonly agreement: string;
  readonly agreementTo: string;
  readonly perMinute: number;
  readonly perDay: number;
  readonly usedInMinute: number;
  readonly usedInDay: number;
  readonly suspended: {
    readonly since: string;
    readonly reason: SuspensionReason;
    readonly note: string | null;
    readonly isInItsFile: boolean;
  } | null;
}

/** Why a client is suspended. */
export type SuspensionReason =
  'SECURITY_INCIDENT' | 'KEY_COMPROMISED' | 'AGREEMENT_BREACH' | 'CLIENT_REQUEST' | 'RETIRED';

/** An emergency access, without person and case. */
export interface EmergencyAlarm {
  readonly state: 'REQUESTED' | 'OPEN' | 'ENDED' | 'EXPIRED' | 'REJECTED';
  readonly role: Term | null;
  readonly organisation: string | null;
  readonly purpose: Term | null;
  readonly requestedAt: string;
  readonly endsAt: string;
}
