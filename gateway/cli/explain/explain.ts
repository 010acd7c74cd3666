import type { Policy } from '../../../schema/policy/policy.ts';
import { relations } from '../../../schema/policy/relation.ts';
import { answerAccess } from '../../hub/access-answer.ts';
import type { Classification } from '../../hub/classification.ts';
import type { ClientRegister } from '../../identity/clients/client.ts';
import { developmentPersonas, isPersonaName } from '../../identity/development/personas.ts';
import { explainClient } from './explain-client.ts';
import { explainAsText } from './explain-text.ts';
import type { ExplainOptions } from './explain-options.ts';
import { knownWord } from '../known-word.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/**
 * What `npm run explain` prints: the same as the query `accessDecision` answers.
 *
 * @throws UsageError for a word that is not known
 */
export function explain(
  options: ExplainOptions,
  policy: Policy,
  classification: Classification,
  clients: ClientRegister,
): string {
  const { as, purpose, field, relation, asOf, reasonRecorded, breakGlass, lang, format } = options;
  const who = knownWord('as', as, [...policy.roles.keys(), ...Object.keys(developmentPersonas)]);
  const role = isPersonaName(who) ? developmentPersonas[who].role : who;
  knownWord('purpose', purpose, [...policy.purposes.keys(), 'NONE']);
  const coordinate = knownWord('field', field, classification.coordinates());
  if (relation !== undefined) knownWord('relation', relation, relations);
  const answer = answerAccess(policy, coordinate, classification.of(coordinate) ?? [], {
    role,
    purpose,
    day: asOf,
    reasonRecorded,
    breakGlass,
    relation: relations.find((each) => each === relation),
  });
  if (answer === undefined) throw new UsageError(`--as ${as} is no role that the policy knows.`);
  const registered =
    options.client === undefined
      ? undefined
      : clients.get(knownWord('client', options.client, clients.keys()));
  const client = registered && explainClient(registered, { role, purpose, day: asOf });
  return format === 'json'
    ? JSON.stringify({ ...answer, client }, undefined, 2)
    : explainAsText(answer, client, lang);
}
