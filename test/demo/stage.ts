import { readFileSync } from 'node:fs';
import type { PersonaName } from '../../gateway/identity/development/personas.ts';
import { askHub, type Asker, type GraphqlAnswer } from '../scenario/running-hub.ts';
import { StoryError, type Mother } from './choose-mother.ts';

/** Says what has just happened, and what it means. */
export type Tell = (what: string, details?: readonly string[]) => void;

/** Anything of an answer; the story reads what it knows to be there. */
export type Data = Readonly<Record<string, unknown>>;

/** What the acts of the story are played with. */
export interface Stage {
  /** The hub, without a path. */
  readonly url: string;
  readonly mother: Mother;
  /** The mother, as who asks. */
  readonly her: Asker;
  readonly tell: Tell;
  /** Asks a registered operation. */
  ask(name: string, variables: Data, asker: Asker): Promise<GraphqlAnswer>;
}

/** Sets the stage on a running hub. */
export function setStage(url: string, mother: Mother, tell: Tell): Stage {
  return {
    url,
    mother,
    her: { persona: 'citizen', citizen: mother.citizen.id },
    tell,
    ask: (name, variables, asker) => askAgain(() => askHub(url, operation(name), variables, asker)),
  };
}

/** Once more where an agency was away, or had just been replaced by one with another schema (decision 0110): acts have keys. */
async function askAgain(ask: () => Promise<GraphqlAnswer>): Promise<GraphqlAnswer> {
  const answer = await ask();
  const isAway = answer.errors.some(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE');
  return isAway ? ask() : answer;
}

function operation(name: string): string {
  return readFileSync(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');
}

/** A persona at another organisation than its usual one. */
export function personaAt(persona: PersonaName, organisation: string): Asker {
  return { persona, organisation };
}

/** What a root field gave. @throws StoryError with the codes of the answer, or its type, where it is something else */
export function read({ data, errors }: GraphqlAnswer, field: string, type?: string): Data {
  const value = data?.[field] as Data | null | undefined;
  const codes = errors.map(({ extensions }) => String(extensions?.['reason'] ?? extensions?.['code']));
  if (!value) throw new StoryError(`\`${field}\` gave nothing: ${codes.join(', ') || 'not there'}.`);
  if (type !== undefined && value['__typename'] !== type) {
    throw new StoryError(
      `\`${field}\` gave ${JSON.stringify({ is: value['__typename'], because: value['because'] })}.`,
    );
  }
  return value;
}

/** The members of a list; none where it is none. */
export function listOf(value: unknown): readonly Data[] {
  return Array.isArray(value) ? (value as readonly Data[]) : [];
}
