import { createHash } from 'node:crypto';
import type { Block, Cell, Table } from './block.ts';
import type { ReportLanguage } from './words.ts';

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:100rem;padding:0 1rem}
h1,h2,h3{line-height:1.2}
.table{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse}
caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{border:1px solid;padding:.25rem .5rem;text-align:left;vertical-align:top}
.number{text-align:right;font-variant-numeric:tabular-nums}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
li{margin:0}
td ul{list-style:none;margin:0;padding:0}
pre{overflow-x:auto;border:1px solid;padding:1rem}
`;

/** Only the style above is let in, and nothing from elsewhere: the page may stand under any content security policy. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A document as a page that needs nothing else, for screen readers as for eyes. */
export function writeHtml(blocks: readonly Block[], lang: ReportLanguage): string {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? '';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${blocks.map(writeBlock).join('\n')}
</main>
</body>
</html>
`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escape(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${escape(block.text)}</p>`;
    case 'code':
      return `<pre tabindex="0"><code>${escape(block.text)}</code></pre>`;
    case 'table':
      return writeTable(block);
  }
}

/** What scrolls can be reached by keyboard, and so has a name. */
function writeTable({ caption, columns, rows }: Table): string {
  const classOf = (place: number) => (columns[place]?.isNumber ? ' class="number"' : '');
  const head = columns.map(({ name }, place) => `<th scope="col"${classOf(place)}>${escape(name)}</th>`);
  const body = rows.map((cells) => {
    const [first, ...others] = cells.map(writeCell);
    const rest = others.map((cell, place) => `<td${classOf(place + 1)}>${cell}</td>`);
    return `<tr><th scope="row">${first ?? ''}</th>${rest.join('')}</tr>`;
  });
  return `<div class="table" role="region" tabindex="0" aria-label="${escape(caption)}"><table>
<caption>${escape(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return escape(cell);
  if ('code' in cell) return `<code>${escape(cell.code)}</code>`;
  const [only, ...others] = cell.codes;
  if (only === undefined) return '';
  if (others.length === 0) return `<code>${escape(only)}</code>`;
  return `<ul>${cell.codes.map((code) => `<li><code>${escape(code)}</code></li>`).join('')}</ul>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
