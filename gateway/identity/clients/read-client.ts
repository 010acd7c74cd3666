import {
  clientAgencies,
  dataProviders,
  suspensionReasons,
  type Agreement,
  type ClientVocabulary,
  type Quota,
  type RegisteredClient,
  type Suspension,
} from './client.ts';
import { readWebhook } from './read-webhook.ts';
import {
  asFields,
  readCount,
  readDay,
  readMapping,
  readText,
  readTexts,
  readWord,
  type Fields,
  type Form,
  type ReportMistake,
} from '../fields.ts';

const clientKeys = [
  'id',
  'name',
  'agency',
  'contact',
  'issuers',
  'keyIds',
  'roles',
  'purposes',
  'scopes',
  'organisations',
  'quota',
  'agreement',
  'suspended',
  'webhook',
  'operations',
] as const;

const reasonForAny: Form = { pattern: /\S.{9,}/s, description: 'the reason why, in a sentence' };
const provider: Form = {
  pattern: new RegExp(`^(${dataProviders.join('|')})$`),
  description: `one of ${dataProviders.join(', ')}`,
};

/** All of a client's file but its operations. */
export type ClientFacts = Omit<RegisteredClient, 'operations'>;

/**
 * Reads what a client's file says, strictly; every mistake is reported, and with a mistake the result is of no use.
 *
 * @param name of the file, without its ending: the id that the client must have
 * @returns the facts and the list under `operations`; undefined when the file is not even a mapping
 */
export function readClient(
  content: unknown,
  name: string,
  vocabulary: ClientVocabulary,
  report: ReportMistake,
): { readonly facts: ClientFacts; readonly fields: Fields } | undefined {
  const fields = asFields(content, '', clientKeys, report);
  if (fields === undefined) return undefined;
  if (readText(fields, 'id') !== name) report('id', `must be ${name}, as the file is called.`);
  const agency = readWord(fields, 'agency', clientAgencies);
  const roles = readRoles(fields, agency, vocabulary);
  const names = readMapping(fields, 'name', ['vi', 'en']);
  const agreement = readAgreement(fields);
  const facts: ClientFacts = {
    id: name,
    name: { vi: names ? readText(names, 'vi') : '', en: names ? readText(names, 'en') : '' },
    agency: agency ?? clientAgencies[0],
    contact: readText(fields, 'contact'),
    issuers: new Set(readNonEmpty(fields, 'issuers')),
    keyIds: 'keyIds' in fields.values ? new Set(readNonEmpty(fields, 'keyIds')) : undefined,
    roles,
    purposes: readPurposes(fields, roles, vocabulary),
    scopes: new Set(readTexts(fields, 'scopes')),
    organisations: readOrganisations(fields),
    quota: readQuota(fields),
    agreement,
    suspended: 'suspended' in fields.values ? readSuspension(fields) : undefined,
    webhook: 'webhook' in fields.values ? readWebhook(fields, agreement) : undefined,
  };
  return { facts, fields };
}

function readQuota(fields: Fields): Quota {
  const quota = readMapping(fields, 'quota', ['perMinute', 'perDay', 'subjects']);
  const subjects = quota && readMapping(quota, 'subjects', ['perHour', 'perDay']);
  return {
    perMinute: quota ? readCount(quota, 'perMinute') : 1,
    perDay: quota ? readCount(quota, 'perDay') : 1,
    subjects: {
      perHour: subjects ? readCount(subjects, 'perHour') : 1,
      perDay: subjects ? readCount(subjects, 'perDay') : 1,
    },
  };
}

function readRoles(
  fields: Fields,
  agency: string | undefined,
  { roles }: ClientVocabulary,
): ReadonlySet<string> {
  const named = readNonEmpty(fields, 'roles');
  for (const role of named) {
    const known = roles.get(role);
    if (known === undefined) fields.report('roles', `${JSON.stringify(role)} is no role of roles.yaml.`);
    else if (agency !== undefined && known.agency !== agency) {
      fields.report('roles', `${role} is for clients of agency ${known.agency}: take it out.`);
    }
  }
  return new Set(named);
}

function readPurposes(
  fields: Fields,
  roles: ReadonlySet<string>,
  { purposes }: ClientVocabulary,
): ReadonlySet<string> {
  const named = readNonEmpty(fields, 'purposes');
  for (const purpose of named) {
    const known = purposes.get(purpose);
    if (known === undefined) {
      fields.report('purposes', `${JSON.stringify(purpose)} is no purpose of purposes.yaml.`);
    } else if (!Array.from(known.roles).some((role) => roles.has(role))) {
      fields.report('purposes', `${purpose} is for none of the client's roles: take it out.`);
    }
  }
  return new Set(named);
}

/** A list of codes, or `any:` with the reason. */
function readOrganisations(fields: Fields): ReadonlySet<string> | undefined {
  if (Array.isArray(fields.values['organisations'])) return new Set(readTexts(fields, 'organisations'));
  const any = readMapping(fields, 'organisations', ['any']);
  if (any) readText(any, 'any', reasonForAny);
  return undefined;
}

function readAgreement(fields: Fields): Agreement {
  const agreement = readMapping(fields, 'agreement', ['number', 'providers', 'consumer', 'from', 'to']);
  if (agreement === undefined) return { number: '', providers: [], consumer: '', from: '', to: '' };
  const named = readTexts(agreement, 'providers', provider);
  const [from, to] = [readDay(agreement, 'from'), readDay(agreement, 'to')];
  if (named.length === 0) agreement.report('agreement.providers', 'must name at least one agency.');
  if (to !== '' && to < from) agreement.report('agreement.to', 'must not be before agreement.from.');
  return {
    number: readText(agreement, 'number'),
    providers: dataProviders.filter((one) => named.includes(one)),
    consumer: readText(agreement, 'consumer'),
    from,
    to,
  };
}

function readSuspension(fields: Fields): Suspension | undefined {
  const suspended = readMapping(fields, 'suspended', ['since', 'reason', 'note']);
  if (suspended === undefined) return undefined;
  // For the people of the hub alone; it is read to be checked.
  if ('note' in suspended.values) readText(suspended, 'note');
  const reason = readWord(suspended, 'reason', suspensionReasons);
  return reason && { since: readDay(suspended, 'since'), reason };
}

function readNonEmpty(fields: Fields, name: string): readonly string[] {
  const texts = readTexts(fields, name);
  const list = fields.values[name];
  if (Array.isArray(list) && list.length === 0) {
    fields.report(name, 'must name at least one; leave nothing open.');
  }
  return texts;
}
