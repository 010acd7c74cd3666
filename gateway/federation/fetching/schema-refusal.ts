import { isRecord, parseJson } from '../../../schema/untrusted-json.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** A subgraph did nothing, for it decides by another schema than those that the call named (`HubCall.classifications`). */
export class SchemaRefusal extends SubgraphFault {
  /** By which it decides; undefined where it does not tell. */
  readonly sdl: string | undefined;

  constructor(subgraph: string, bytes: Buffer) {
    super('SUBGRAPH_UNAVAILABLE', subgraph, 'decides by another schema');
    this.sdl = sdlIn(bytes);
  }
}

function sdlIn(bytes: Buffer): string | undefined {
  const answer = parseJson(bytes.toString());
  const extensions = isRecord(answer) ? answer['extensions'] : undefined;
  const sdl = isRecord(extensions) ? extensions['sdl'] : undefined;
  return typeof sdl === 'string' ? sdl : undefined;
}
