import type { AccessContext } from '../../../../schema/hub-context.ts';
import { mayMove, type Mover } from '../state/move-claim.ts';
import type { Sender } from '../submit/submission.ts';
import { moverOf } from './mover-of.ts';

/** Somebody who may file for a claimant. */
export interface Filer {
  readonly mover: Mover;
  readonly sender: Omit<Sender, 'key'>;
}

/**
 * The caller as who files for a claimant: the claimant, by a portal or VssID, or the employer that the claimant works
 * for (Law 41/2024/QH15 Art. 48(2), 62(1)); undefined for anybody else.
 */
export function filerFor(access: AccessContext | undefined, claimantId: string): Filer | undefined {
  const mover = moverOf(access, { subject: claimantId });
  if (!access || !mover || !mayMove('SUBMIT', mover)) return undefined;
  const { role, organisation, client } = access;
  const sender =
    role === 'EMPLOYER_HR'
      ? { channel: 'EMPLOYER' as const, employerId: organisation, client: `${client}/${organisation ?? ''}` }
      : // A key is the sender's own: what two citizens of one portal choose has nothing to do with each other.
        { channel: 'CITIZEN' as const, client: `${client}/${claimantId}` };
  return { mover, sender };
}
