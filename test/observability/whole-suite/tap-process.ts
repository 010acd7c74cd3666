import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import type { Readable } from 'node:stream';
import { tell } from './told.ts';

const tapped = Symbol.for('lien-thong.tapped');

/** Taps, once for each process: errors and metrics that come over HTTP, and what processes that tests start write. */
export function tapProcess(): void {
  const marked = globalThis as { [tapped]?: true };
  if (marked[tapped]) return;
  marked[tapped] = true;
  tapFetch();
  tapSpawn();
}

function tapFetch(): void {
  const { fetch: original } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    if (isTold(response)) void noteAnswer(response.clone()).catch(() => undefined);
    return response;
  };
}

function isTold({ url, headers }: Response): boolean {
  const { pathname = '' } = URL.parse(url) ?? {};
  return pathname === '/metrics' || headers.get('content-type')?.includes('json') === true;
}

/** Of a page of metrics all, of a GraphQL answer its errors. */
async function noteAnswer(response: Response): Promise<void> {
  const text = await response.text();
  if (response.url.endsWith('/metrics')) {
    for (const line of text.split('\n')) tell('metric', line.replace(/ [^ ]*$/, ''));
    return;
  }
  const { errors } = JSON.parse(text) as { readonly errors?: readonly unknown[] };
  for (const error of errors ?? []) tell('error', JSON.stringify(error));
}

/** Listens to nothing: whoever reads the process reads all of it, and what they read is noted as it passes. */
function tapSpawn(): void {
  const { spawn: original } = childProcess;
  const spawn = (...given: Parameters<typeof original>) => {
    const child = original(...given);
    noteOutput(child.stderr);
    return child;
  };
  Reflect.set(childProcess, 'spawn', spawn);
  syncBuiltinESMExports();
}

function noteOutput(stream: Readable | null): void {
  if (!stream) return;
  const { emit } = stream;
  let rest = '';
  stream.emit = (name: string, ...parts: unknown[]): boolean => {
    if (name === 'data') {
      const lines = (rest + String(parts[0])).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell('output', line);
    }
    return emit.call(stream, name, ...parts);
  };
}
