import { expect, test } from 'vitest';
import type { MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import { alsoInFiles } from '../../../subgraphs/health/signed-original.ts';
import { caller } from '../access/caller.ts';
import { paper } from './records.ts';

const [mother, child, father] = ['citizen-a', 'citizen-child', 'citizen-father'];
const origin = { file: 'f', place: 1, digest: 'd', contentDigest: 'c', verifiedAt: '2026-10-01T00:00:00Z' };
const notice = paper('MEDICAL_BIRTH_NOTICE', 'n', { origin, childId: child, fatherId: father });
const { fatherName: _father, motherName: _mother, ...discharge } = paper('DISCHARGE_PAPER', 'd', { origin });

/** Whom the file of the discharge paper tells of, as the mother is given it, who represents others or not. */
async function toldOf(papers: readonly MedicalDocumentRecord[], represented: readonly string[]) {
  const byId = new Map(papers.map((each) => [each.id, each]));
  const scope = {
    files: { load: async () => ({ original: 'PD94', papers }) },
    papers: { load: async (id: string) => byId.get(id) },
    call: { access: caller({ citizen: mother, relations: { represented } }) },
  };
  return new Set(await alsoInFiles['DischargePaper.signedOriginal']?.(discharge as never, scope as never));
}

test('a file tells of whoever is on any of its papers', async () => {
  expect(await toldOf([discharge, notice], [child, father])).toEqual(new Set([mother, child, father]));
  expect(await toldOf([discharge], [])).toEqual(new Set([mother]));
});

test('a file that its caller is not given tells of nobody', async () => {
  expect(await toldOf([discharge, notice], [child])).toEqual(new Set());
});
