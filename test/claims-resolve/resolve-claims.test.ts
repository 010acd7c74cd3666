import { expect, test } from 'vitest';
import { claimKinds } from './claim-kinds.ts';
import { resolveClaims } from './resolve-claims.ts';

// With kill -9, and with thousands: `npm run claims:resolve -- --claims N --kills N`.
test(
  'claims of each kind come to the amount that was worked out apart, over five processes',
  { timeout: 120_000 },
  async () => {
    const { wrong, waiting, totals } = await resolveClaims({
      claims: Object.keys(claimKinds).length,
      kills: 0,
      within: 100,
      throughGateway: true,
      decides: false,
    });
    expect({ wrong, waiting }).toEqual({ wrong: [], waiting: 0 });
    expect(totals.map(({ amount }) => amount)).toEqual(totals.map(({ expected }) => expected));
  },
);
