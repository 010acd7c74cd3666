/** Shows how far a long piece of work has come. */
export interface Progress {
  /** @param done how much of the total is done */
  readonly update: (done: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/** Where a bar can be drawn. */
export type ProgressOutput = Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): boolean };

const width = 40;
const nothing: Progress = { update: () => undefined, end: () => undefined };

/** A bar in the last line of a terminal; nothing where the output is no terminal. */
export function showProgress(output: ProgressOutput, unit: string, total: number): Progress {
  if (!output.isTTY) return nothing;
  return {
    update(done) {
      const share = Math.min(done / total, 1);
      const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
      output.write(`\r${bar} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`);
    },
    end: () => output.write('\r\u001B[K'),
  };
}
