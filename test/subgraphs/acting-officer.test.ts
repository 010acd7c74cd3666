import { expect, test } from 'vitest';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { population } from '../../subgraphs/population/subgraph.ts';
import { moverOf } from '../../subgraphs/vss/claims/caller/mover-of.ts';
import { mayMove } from '../../subgraphs/vss/claims/state/move-claim.ts';
import { openSubgraph } from './execute.ts';
import { caller } from './access/caller.ts';

const key = 'a-key-of-a-request';
const reason = 'a reason in words';
const officer = { organisation: '00001', client: 'desk', citizen: 'officer' };

test('who does not say which citizen they are changes no register, since nobody could tell whether the file is their own', async () => {
  const correct = `mutation ($input: CorrectCitizenInput!) {
    act: correctCitizen(input: $input) { ... on PopulationChangeRefused { because } }
  }`;
  const input = { key, citizen: 'somebody', version: 1, reason, change: { gender: 'MALE' } };
  const cancel = `mutation ($input: CancelRegistrationInput!) {
    act: cancelBirth(input: $input) { ... on RegistrationRefused { because } }
  }`;
  const entry = { key, registration: 'entry', reason };
  for (const [subgraph, operation, asked, purpose, otherwise] of [
    [await openSubgraph(population), correct, input, 'PD.UPDATE', 'CITIZEN_NOT_FOUND'],
    [await openSubgraph(justice), cancel, entry, 'CS.BIRTH.REGISTER', 'REGISTRATION_NOT_FOUND'],
  ] as const) {
    const { citizen: _citizen, ...nobody } = officer;
    const act = async (access: Partial<typeof officer>) =>
      (await subgraph.run(operation, { input: asked }, { ...access, purpose })).data;
    expect(await act(officer)).toEqual({ act: { because: otherwise } });
    expect(await act(nobody)).toEqual({ act: { because: 'NOT_FOR_THIS_PURPOSE' } });
  }
});

test('who does not say which citizen they are decides and pays no claim', () => {
  for (const [role, purpose, move] of [
    ['VSS_CLAIM_OFFICER', 'SI.CLAIM.DECIDE', 'DECIDE'],
    ['VSS_PAYMENT_OFFICER', 'SI.CLAIM.PAY', 'PAY'],
  ] as const) {
    const mayAct = (citizen: { readonly citizen?: string }) => {
      const relations = { case: { claim: 'claim', subjects: ['claimant'], documents: [] } };
      const access = caller({ ...officer, role, purpose, relations });
      const { citizen: _named, ...nobody } = access;
      const mover = moverOf({ ...nobody, ...citizen }, { subject: 'claimant', claim: 'claim' });
      return mover !== undefined && mayMove(move, mover);
    };
    expect(mayAct({ citizen: 'officer' })).toBe(true);
    expect(mayAct({})).toBe(false);
  }
});
