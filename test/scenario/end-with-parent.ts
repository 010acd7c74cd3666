/*
 * Imported into a process before its own file: the process that started it holds its standard input, and when that one ends, however it ends,
 * this one is told to end as well.
 */
process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
(process.stdin as NodeJS.ReadStream & { unref(): void }).unref();
