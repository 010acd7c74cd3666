import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import {
  asFields,
  readCount,
  readMapping,
  readText,
  type Fields,
  type ReportMistake,
} from '../identity/fields.ts';

/** On which terms data are opened in an emergency: the content of `terms.yaml`. */
export interface EmergencyTerms {
  /** How long an access may be open. */
  readonly minutes: { readonly default: number; readonly most: number };
  /** Characters of the reason. */
  readonly reason: { readonly least: number; readonly most: number };
  readonly approval: {
    /** Scope that an approver's token bears. */
    readonly scope: string;
    readonly minimumAssurance: number;
    /** After so long a request that nobody agreed to lapses. */
    readonly withinMinutes: number;
  };
  /** Days after the end until the data subject is told. */
  readonly noticeAfterDays: number;
  readonly grounds: readonly EmergencyGround[];
}

/** A kind of reason. */
export interface EmergencyGround {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  /** Instead of the common one, where the law of this ground asks for another. */
  readonly noticeAfterDays?: number;
}

/**
 * The terms in force.
 *
 * @throws Error of one line that names the place
 */
export async function loadEmergencyTerms(): Promise<EmergencyTerms> {
  return readEmergencyTerms(await readFile(new URL('terms.yaml', import.meta.url), 'utf8'));
}

/**
 * Reads terms and refuses those under which an access could stay open, be open for nothing or go untold.
 *
 * @throws Error of one line that names the place
 */
export function readEmergencyTerms(text: string): EmergencyTerms {
  const mistakes: string[] = [];
  const terms = readTerms(parse(text), (field, fix) => mistakes.push(`${file}: ${field} ${fix}`));
  if (terms !== undefined && mistakes.length === 0) return terms;
  throw new Error(mistakes[0]);
}

const file = 'gateway/break-glass/terms.yaml';

/** No terms may go beyond these, whoever edits the file. */
const longest = { minutes: 1_440, noticeDays: 365, reason: 10_000 };

function readTerms(content: unknown, report: ReportMistake): EmergencyTerms | undefined {
  const keys = ['minutes', 'reason', 'approval', 'noticeAfterDays', 'grounds'];
  const terms = asFields(content, '', keys, report);
  if (terms === undefined) return undefined;
  const minutes = readMapping(terms, 'minutes', ['default', 'most']);
  const reason = readMapping(terms, 'reason', ['least', 'most']);
  const approval = readMapping(terms, 'approval', ['scope', 'minimumAssurance', 'withinMinutes']);
  if (minutes === undefined || reason === undefined || approval === undefined) return undefined;
  const mostMinutes = readUpTo(minutes, 'most', longest.minutes);
  const mostCharacters = readUpTo(reason, 'most', longest.reason);
  return {
    minutes: { most: mostMinutes, default: readUpTo(minutes, 'default', mostMinutes) },
    reason: { most: mostCharacters, least: readUpTo(reason, 'least', mostCharacters) },
    approval: {
      scope: readText(approval, 'scope'),
      minimumAssurance: readUpTo(approval, 'minimumAssurance', 3),
      withinMinutes: readUpTo(approval, 'withinMinutes', longest.minutes),
    },
    noticeAfterDays: readUpTo(terms, 'noticeAfterDays', longest.noticeDays),
    grounds: readGrounds(terms),
  };
}

function readGrounds({ values, report }: Fields): readonly EmergencyGround[] {
  const list = values['grounds'];
  if (!Array.isArray(list) || list.length === 0) {
    report('grounds', 'must be a list with at least one ground.');
    return [];
  }
  return list.flatMap((value, index) => {
    const keys = ['code', 'vi', 'en', 'noticeAfterDays'];
    const ground = asFields(value, `grounds[${index}].`, keys, report);
    if (ground === undefined) return [];
    const isOwn = ground.values['noticeAfterDays'] !== undefined;
    return [
      {
        code: readText(ground, 'code'),
        vi: readText(ground, 'vi'),
        en: readText(ground, 'en'),
        ...(isOwn && { noticeAfterDays: readUpTo(ground, 'noticeAfterDays', longest.noticeDays) }),
      },
    ];
  });
}

function readUpTo(fields: Fields, name: string, most: number): number {
  const value = readCount(fields, name);
  if (value > most) fields.report(`${fields.path}${name}`, `must be up to ${most}.`);
  return value;
}
