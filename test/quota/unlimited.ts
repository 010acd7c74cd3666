import type { Quotas } from '../../gateway/quota/quotas.ts';

/** Counts nothing: for measuring, and for more questions than any client may ask. */
export const unlimited: Quotas = {
  requests: { spend: async () => {}, used: async () => ({ perMinute: 0, perDay: 0 }) },
  subjects: { count: () => undefined },
};
