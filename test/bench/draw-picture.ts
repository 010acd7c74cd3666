import type { RoundFigures } from './measure-rounds.ts';
import { median } from './median.ts';

/** A question and what each gateway took for it, the reference first. */
export interface DrawnQuestion {
  readonly name: string;
  readonly gateways: readonly string[];
  readonly figures: readonly (readonly RoundFigures[])[];
}

const width = 750;
const left = 330;
const rowHeight = 26;
const headHeight = 58;
const gap = 34;
const barRoom = width - left - 90;

/**
 * A picture of how many requests each gateway answers with the CPU that the first one takes for one. It is readable on a
 * light and on a dark page.
 *
 * @param day on which it was measured
 * @param machine what kind of machine: nothing by which it could be found
 */
export function drawPicture(questions: readonly DrawnQuestion[], day: string, machine: string): string {
  const rows = questions.map(ratiosOf);
  const longest = Math.max(1, ...rows.flat().map(({ ratio }) => ratio));
  let top = headHeight;
  const groups = questions.map(({ name }, at) => {
    const bars = rows[at] ?? [];
    const text = drawGroup(name, bars, longest, top);
    top += gap + bars.length * rowHeight;
    return text;
  });
  const note = `Ratios of CPU seconds of the gateway in one run, medians. ${day}, ${machine}.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + 24}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    '<title>Requests answered with the CPU that plain @apollo/gateway takes for one</title>',
    '<style>text{fill:#1f2328}.quiet{fill:#59636e}.bar{fill:#8c959f}.ours{fill:#0969da}',
    '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.quiet{fill:#9198a1}.bar{fill:#656c76}.ours{fill:#4493f8}}</style>',
    '<text x="0" y="18" font-size="15" font-weight="600">Requests for the CPU that plain @apollo/gateway takes for one</text>',
    '<text x="0" y="38" class="quiet">Same subgraphs, same answers. Longer is better.</text>',
    ...groups,
    `<text x="0" y="${top + 10}" class="quiet" font-size="12">${escapeXml(note)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

interface Bar {
  readonly name: string;
  readonly ratio: number;
}

function ratiosOf({ gateways, figures }: DrawnQuestion): readonly Bar[] {
  const [reference = []] = figures;
  return gateways.map((name, at) => {
    const own = figures[at] ?? [];
    const ratios = own.map(({ frontCpu }, round) => (reference[round]?.frontCpu ?? Number.NaN) / frontCpu);
    return { name, ratio: median(ratios) };
  });
}

function drawGroup(name: string, bars: readonly Bar[], longest: number, top: number): string {
  const lines = bars.map((bar, at) => {
    const y = top + 22 + at * rowHeight;
    const length = Math.max(2, (bar.ratio / longest) * barRoom).toFixed(0);
    const kind = bar.name.startsWith('ours') ? 'ours' : 'bar';
    return [
      `<text x="${left - 10}" y="${y + 13}" text-anchor="end">${escapeXml(bar.name)}</text>`,
      `<rect x="${left}" y="${y}" width="${length}" height="18" rx="3" class="${kind}"/>`,
      `<text x="${left + Number(length) + 8}" y="${y + 13}">${bar.ratio.toFixed(1)}</text>`,
    ].join('');
  });
  return [`<text x="0" y="${top + 14}" font-weight="600">${escapeXml(name)}</text>`, ...lines].join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
