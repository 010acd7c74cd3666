import type { CollectionSpec, Stored } from '../../kit/store/port.ts';

/** Which claim was the last to be decided, or about to be, of those that are paid once between them. Its id tells nothing. */
export interface TurnRecord extends Stored {
  readonly claimId: string;
}

export const turns: CollectionSpec<TurnRecord> = { name: 'decisionTurns', indexes: [] };
