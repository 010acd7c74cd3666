import { sha256 } from '../../../../schema/sha256.ts';
import type { MedicalDocumentRecord, UnfiledDocument } from '../../collections.ts';
import { fileDocument } from '../../file-document.ts';
import { withinLeaveCap } from '../../medical-facts.ts';
import type { Finding, Place } from '../finding.ts';
import { chooseTemplate } from '../templates/choose-template.ts';
import type { PaperTemplate } from '../templates/template.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { checkFields } from './check-fields.ts';
import { deriveFields } from './derive-fields.ts';
import type { RawPaper } from './read-envelope.ts';
import { joinFields, readFields, valueAt, type Fields } from './read-fields.ts';

/** A paper that keeps the rules of its form, before anybody knows whose it is. */
export interface PaperDraft {
  readonly kind: MedicalDocumentRecord['kind'];
  /** Number under which the paper is known. */
  readonly code: string;
  readonly templateVersion: string;
  /** All that the record has of the form. */
  readonly fields: Fields;
  /** Personal numbers of the person whose paper it is, and of the father whom a birth notice names. */
  readonly subject: string | undefined;
  readonly father: string | undefined;
  /** Whether the paper says that it is issued again (Circular 25/2025 art. 28). */
  readonly isReissue: boolean;
  /** Digest of what the paper says, the same for the same paper in another file. */
  readonly digest: string;
}

/** A paper of a file, read: a draft, or what is wrong. */
export interface ReadPaper extends Place {
  readonly draft?: PaperDraft;
  readonly findings: readonly Finding[];
}

/** Reads one paper by the form that was in force on the day of its event. @param now instant of receipt */
export function readPaper({ file, paper, tags, header, findings: before }: RawPaper, now: string): ReadPaper {
  const place = { file, paper };
  if (!tags) return { ...place, findings: before };
  const template = chooseTemplate(file, (tag) => textOf(tags, tag));
  if (typeof template === 'string') return { ...place, findings: [{ ...place, rule: template }] };
  const joined = joinHeader(tags, header, template, place);
  if (!joined) return { ...place, findings: [{ ...place, tag: 'MA_LK', rule: 'HEADER_MISSING' }] };
  const own = readFields(tags, template.fields, place);
  const stated = joinFields(joined.fields, own.fields);
  const tagOf = (field: string) => own.tags.get(field) ?? joined.tags.get(field);
  const broken = checkFields(stated, template.checks, now).map(({ rule, field }) => ({
    ...place,
    rule,
    tag: tagOf(field),
  }));
  const findings = [...joined.findings, ...own.findings, ...broken];
  if (findings.length > 0) return { ...place, findings };
  const { firstIssue, ...fields } = deriveFields(template.kind, stated);
  if (exceedsCap(template.kind, fields)) {
    return { ...place, findings: [{ ...place, rule: 'LEAVE_CAP_EXCEEDED' }] };
  }
  return { ...place, findings, draft: draftOf(template, fields, firstIssue === false, joined.subject) };
}

/** XML1 of the same treatment (MA_LK), where the form needs it; undefined where it is needed and not there. */
function joinHeader(tags: XmlElement, header: XmlElement | undefined, template: PaperTemplate, place: Place) {
  const isSame = header !== undefined && textOf(header, 'MA_LK') === textOf(tags, 'MA_LK');
  const subject = isSame ? textOf(header, 'SO_CCCD') || undefined : undefined;
  if (!template.headerFields) return { fields: {}, findings: [], tags: new Map<string, string>(), subject };
  if (!header || !isSame) return undefined;
  return { ...readFields(header, template.headerFields, { ...place, file: 'XML1' }), subject };
}

function draftOf(
  { kind, id }: PaperTemplate,
  fields: Fields,
  isAgain: boolean,
  subjectOfHeader: string | undefined,
): PaperDraft {
  const read = (at: string) => {
    const value = valueAt(fields, at);
    return typeof value === 'string' ? value : undefined;
  };
  const ofForm = kind === 'MEDICAL_BIRTH_NOTICE' ? read('motherIdNumber') : read('patient.idDocumentNumber');
  return {
    kind,
    code: read('code') ?? '',
    templateVersion: id,
    fields,
    subject: ofForm ?? subjectOfHeader,
    father: kind === 'MEDICAL_BIRTH_NOTICE' ? read('fatherIdNumber') : undefined,
    isReissue: isAgain || /^CẤP LẠI/iu.test(read('note')?.normalize('NFC') ?? ''),
    digest: sha256(JSON.stringify([kind, fields])),
  };
}

function exceedsCap(kind: PaperDraft['kind'], fields: Fields): boolean {
  if (
    kind !== 'DISCHARGE_PAPER' &&
    kind !== 'SICK_LEAVE_CERTIFICATE' &&
    kind !== 'PREGNANCY_REST_CERTIFICATE'
  ) {
    return false;
  }
  const record = fileDocument({ ...fields, kind } as unknown as UnfiledDocument);
  return withinLeaveCap(record as Parameters<typeof withinLeaveCap>[0]) === false;
}
