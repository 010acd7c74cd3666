import { pageThroughLongLog } from './logged-paging.ts';

// Paging through searches of a long log, over HTTP, against what was written: `node test/access-log/run-paging.ts [ENTRIES] [PAGES]`.

const [entries, mostPages] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 30)];
for (const {
  search,
  found,
  expected,
  missing,
  twice,
  strange,
  isInOrder,
  middle,
  slowest,
} of await pageThroughLongLog(entries, { first: 100, mostPages })) {
  const isRight = missing + twice + strange === 0 && isInOrder;
  console.log(
    `${JSON.stringify(search)}: ${found} of ${expected} read, missing ${missing}, twice ${twice}, strange ${strange}, ` +
      `a page ${middle.toFixed(0)} ms, ${slowest.toFixed(0)} ms at most: ${isRight ? 'RIGHT' : 'WRONG'}`,
  );
  if (!isRight) process.exitCode = 1;
}
