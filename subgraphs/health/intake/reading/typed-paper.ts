import { readTexts } from '../read-json.ts';
import { assessmentFile } from '../templates/event-templates.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { RawPaper } from './read-envelope.ts';

/**
 * An assessment record as a council typed it: a JSON object whose members are the tags of XML12. It is read by the same
 * rules as a paper out of a file. Undefined when it is no such object.
 */
export function typedPaper(body: Buffer): RawPaper | undefined {
  const texts = readTexts(body);
  if (!texts) return undefined;
  const children = Array.from(texts, ([name, text]) => elementOf(name, text, []));
  return {
    file: assessmentFile,
    paper: 1,
    tags: elementOf(assessmentFile, '', children),
    findings: [],
    header: undefined,
  };
}

function elementOf(name: string, text: string, children: readonly XmlElement[]): XmlElement {
  return { name, text, children, attributes: new Map(), from: 0, to: 0 };
}
