/** What is found in a log that is not what was written and signed. */
export type Finding = 'ALTERED' | 'MISSING' | 'TORN' | 'FORGED_HEAD' | 'UNSEALED' | 'LOST_HEAD';

/**
 * What whoever finds it does next. A log that was tampered with is evidence, and a breach of personal data: it is kept as
 * it is, and the clock of 72 hours runs (Law 91/2025 art. 23).
 */
export const whatToDo: Readonly<Record<Finding, string>> = {
  ALTERED:
    'Keep the log as it is, as evidence; bring the month back from a backup elsewhere, verify that one, and record a breach.',
  MISSING:
    'Look for the lines in a backup or among the archived months, and verify those; where none has them they were removed: keep the log as it is and record a breach.',
  TORN: 'At the end of the newest month a crash leaves this: start the gateway once, which mends it. Anywhere else the line was cut: keep the log as it is and record a breach.',
  FORGED_HEAD:
    'Verify again with every key that ever signed (--jwks, from a copy of /.well-known/jwks.json); a head that still does not count was forged: keep the log as it is and record a breach.',
  UNSEALED:
    'A crash leaves this: start the gateway once, which signs it. Where it stays, heads were removed: compare with heads kept elsewhere (--heads).',
  LOST_HEAD:
    'A tail was cut off, or the folder of a gateway is gone: look for the lines in a backup, and verify that one with the same heads; where none has them, record a breach.',
};
