import type { SealedType, SealedTypes } from '../kit/seal/sealed-type.ts';

/** Of an entry everything but where it is in its life, which changes after it was made. */
const entry: SealedType = {
  identityOf: ({ id }: { readonly id: string }) => ({ id }),
  leaveOut: ['status', 'source'],
};

/** The registrations and extracts that Justice, their custodian, seals. */
export const sealed: SealedTypes = {
  BirthRegistration: entry,
  BirthExtract: entry,
  DeathRegistration: entry,
  DeathExtract: entry,
};
