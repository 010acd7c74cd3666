import { expect, test } from 'vitest';
import { findMutants } from './find-mutants.ts';

const changes = (source: string) => findMutants(source).map(({ line, from, to }) => `${line}: ${from} ${to}`);

test('every constant and comparison is changed once, and nothing else', () => {
  expect(changes('const most = paid < 6 && days >= 1_000;')).toEqual([
    '1: < <=',
    '1: >= >',
    '1: && ||',
    '1: 6 7',
    '1: 1_000 1001',
  ]);
  expect(
    changes(
      [
        "import { a } from './b2.ts';",
        '// 3 < 4',
        "const art = 'Art 45(5)'; // 6",
        'const whose = "the mother\'s, Art 53(5)";',
        'type Days = 1 | 2;',
      ].join('\n'),
    ),
  ).toEqual([]);
  expect(changes('const one: Map<string, number> = Math.min(x - y, z);')).toEqual(['1: - +', '1: min max']);
});

test('a mutant is the whole file with that one change', () => {
  const source = 'const a = 1;\nconst b = 2;\n';
  expect(findMutants(source).map(({ text }) => text)).toEqual([
    'const a = 2;\nconst b = 2;\n',
    'const a = 1;\nconst b = 3;\n',
  ]);
});
