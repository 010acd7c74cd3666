import { coordinatesOf } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';

const mostWords = 12;

/**
 * A description opens with one short English sentence; the Vietnamese term stands in parentheses and does not
 * count. That there is a description at all is checked by ESLint.
 */
export const briefDescription: AgencyRule = {
  id: 'brief-description',
  *check(agency) {
    for (const { name, node } of coordinatesOf(agency.document)) {
      if (!('description' in node) || !node.description) continue;
      const sentence = firstSentence(node.description.value);
      const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
      if (words.length > mostWords) {
        const message = `opens with ${words.length} words: keep the first sentence to ${mostWords}`;
        yield problemAt(agency, node.description, name, message);
      }
      if (/(?![a-z])\p{L}/iu.test(sentence.normalize('NFC').replaceAll('đồng', ''))) {
        const message = 'opens in Vietnamese: write English, with the Vietnamese term in parentheses';
        yield problemAt(agency, node.description, name, message);
      }
    }
  },
};

function firstSentence(description: string): string {
  const english = description.replaceAll(/\([^)]*\)/g, ' ').trim();
  return /^.*?[.!?](?=\s|$)/s.exec(english)?.[0] ?? english;
}
