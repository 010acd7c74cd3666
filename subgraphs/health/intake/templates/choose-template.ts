import type { RuleCode } from '../rules.ts';
import { eventTemplates } from './event-templates.ts';
import { leaveTemplates } from './leave-templates.ts';
import { stayTemplates } from './stay-templates.ts';
import type { PaperTemplate } from './template.ts';
import { transferTemplates } from './transfer-templates.ts';

const templates: ReadonlyMap<string, readonly PaperTemplate[]> = new Map(
  Object.entries({ ...stayTemplates, ...transferTemplates, ...leaveTemplates, ...eventTemplates }),
);

/** Whether files of this kind bring papers that are shared. */
export function bringsPapers(file: string): boolean {
  return templates.has(file);
}

/**
 * The form of a paper that was in force on the day of its event: a paper keeps the rules under which it was written,
 * whenever it is sent.
 *
 * @param file kind of file, such as `XML7`
 * @param tagText gives the text of a tag
 * @returns the form; of a paper that does not say when, the latest, whose rules then find what is wrong
 */
export function chooseTemplate(file: string, tagText: (tag: string) => string): PaperTemplate | RuleCode {
  const versions = templates.get(file);
  const latest = versions?.at(-1);
  if (!versions || !latest) return 'PAPER_KIND_UNKNOWN';
  const stated = latest.eventTags.map(tagText).find((text) => text !== '') ?? '';
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(stated) ?? [];
  if (year === undefined) return latest;
  const event = `${year}-${month}-${day}`;
  const inForce = versions.find(({ from, to }) => from <= event && (to === undefined || event <= to));
  return inForce ?? 'TEMPLATE_NOT_IN_FORCE';
}
