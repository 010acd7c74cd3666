import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccessChange } from '../../schema/policy-diff/access-change.ts';
import { diffPolicies } from '../../schema/policy-diff/policy-diff.ts';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import { base, withGraph, withPolicy } from './small-sides.ts';

const policies = [
  base.policy,
  withPolicy('citizen.cedar', '2025-07-01', '2025-01-10').policy,
  withPolicy('vss-payment-officer.cedar', 'Category::"BANK", ', '').policy,
  withPolicy('purposes', /minimumAssurance: 2/, 'minimumAssurance: 3').policy,
  withPolicy('auditor.cedar', 'context.breakGlass && context.reasonRecorded', 'context.reasonRecorded')
    .policy,
];
const graphs = [
  base.supergraph,
  withGraph('DOCUMENT, mask: LAST4', 'DOCUMENT, mask: PSEUDONYM').supergraph,
  withGraph('isIll: Boolean @data(category: DIAGNOSIS, derived: true)', '').supergraph,
  withGraph('category: DEATH', 'category: IDENTITY').supergraph,
];
const side = fc
  .tuple(fc.constantFrom(...policies), fc.constantFrom(...graphs))
  .map(([policy, supergraph]): SideTexts => ({ policy, supergraph, loosenings: '', breakingChanges: '' }));

test('a side differs in nothing from itself, and what is looser one way is tighter the other', () => {
  fc.assert(
    fc.property(side, side, (a, b) => {
      const [there, back, same] = [
        diffPolicies(a, b),
        diffPolicies(b, a),
        diffPolicies(a, structuredClone(a)),
      ];
      expect([same.loosened, same.tightened, same.rebased]).toEqual([[], [], []]);
      expect(plain(there.loosened)).toEqual(plain(back.tightened.map(mirror)));
      expect(plain(there.tightened)).toEqual(plain(back.loosened.map(mirror)));
      expect(plain(there.rebased)).toEqual(plain(back.rebased.map(mirror)));
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 300_000);

const opposite = {
  loosened: 'tightened',
  tightened: 'loosened',
  both: 'both',
  rebased: 'rebased',
} as const satisfies Record<AccessChange['direction'], AccessChange['direction']>;
const kinds = { new: 'removed', removed: 'new' } as const;

function mirror(change: AccessChange): AccessChange {
  const { direction, kind, classification, from, to } = change;
  return {
    ...change,
    direction: opposite[direction],
    kind: kind === 'new' || kind === 'removed' ? kinds[kind] : kind,
    classification: classification && { from: classification.to, to: classification.from },
    from: to,
    to: from,
  };
}

/** Without what only a loosening has, in an order of its own. */
function plain(changes: readonly AccessChange[]): readonly string[] {
  return changes
    .map(({ direction, kind, elements, classification, askers, conditions, from, to }) =>
      JSON.stringify([direction, kind, elements, classification, askers, conditions, from, to]),
    )
    .toSorted();
}
