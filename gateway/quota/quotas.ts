import { createRequestQuota, type RequestQuota } from './request-quota.ts';
import { createSubjectVolume, type SubjectVolume } from './subject-volume.ts';

/** What a gateway counts to hold clients to their quotas. */
export interface Quotas {
  readonly requests: RequestQuota;
  readonly subjects: SubjectVolume;
}

/** Counters of this process, from nothing. */
export function createQuotas(): Quotas {
  return { requests: createRequestQuota(), subjects: createSubjectVolume() };
}
