import { cancelBirth, cancelDeath } from '../acts/cancel-registration.ts';
import { correctBirth, correctDeath } from '../acts/correct-registration.ts';
import { issueBirthExtract, issueDeathExtract } from '../acts/issue-extract.ts';
import { registerBirth } from '../acts/register-birth.ts';
import { registerDeath } from '../acts/register-death.ts';

/** The acts of a registrar. What can be expected to be refused is an answer, not an error. */
export const mutationResolvers = {
  registerBirth,
  correctBirth,
  cancelBirth,
  issueBirthExtract,
  registerDeath,
  correctDeath,
  cancelDeath,
  issueDeathExtract,
};
