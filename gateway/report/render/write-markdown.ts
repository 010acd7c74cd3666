import type { Block, Cell, Table } from './block.ts';

/** A document in Markdown (GitHub's, with tables). */
export function writeMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(writeBlock).join('\n\n')}\n`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'text':
      return block.text;
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
    case 'table':
      return block.isNamed ? `### ${block.caption}\n\n${writeTable(block)}` : writeTable(block);
  }
}

function writeTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ name }) => name)),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((cells) => line(cells.map(writeCell))),
  ].join('\n');
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return cell.replaceAll(/[\\|<]/g, '\\$&').replaceAll('\n', ' ');
  const codes = 'code' in cell ? [cell.code] : cell.codes;
  return codes.map((code) => `\`${code.replaceAll('|', '\\|').replaceAll('`', "'")}\``).join(' ');
}
