/** What ours has; `EXPOSE` and `CMD` are told by whoever runs it. */
const known: ReadonlySet<string> = new Set('FROM WORKDIR ENV COPY USER EXPOSE ENTRYPOINT CMD'.split(' '));

/** One COPY of a Dockerfile. */
export interface Copy {
  /** The stage that it is taken from; undefined for the folder that is built. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** What the last stage of a Dockerfile makes. */
export interface LastStage {
  readonly base: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly copies: readonly Copy[];
}

/**
 * Reads as much of a Dockerfile as ours uses.
 *
 * @throws Error for an instruction that it does not know
 */
export function readLastStage(dockerfile: string): LastStage {
  const text = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  const last = text.slice(text.lastIndexOf('FROM ')).split('\n').filter(Boolean);
  const copies: Copy[] = [];
  const said = new Map<string, string>();
  for (const line of last) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (!known.has(instruction))
      throw new Error(`${line}: the walk does not know ${instruction}: teach it what that does.`);
    if (instruction === 'COPY') copies.push(readCopy(rest));
    said.set(instruction, rest);
  }
  const environment = (said.get('ENV') ?? '').split(/\s+/).filter(Boolean);
  return {
    base: said.get('FROM') ?? '',
    folder: said.get('WORKDIR') ?? '/',
    environment: Object.fromEntries(environment.map((pair) => pair.split('=') as [string, string])),
    user: said.get('USER') ?? 'root',
    entrypoint: JSON.parse(said.get('ENTRYPOINT') ?? '[]') as string[],
    copies,
  };
}

function readCopy(rest: string): Copy {
  const [, from, paths = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest) ?? [];
  const sources = paths.split(/\s+/);
  return { from, sources: sources.slice(0, -1), target: sources.at(-1) ?? '' };
}
