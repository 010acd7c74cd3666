import { knownCaller, type HubScope } from '../hub-scope.ts';

/** A citizen, of whom the hub itself has nothing but the id. */
interface CitizenReference {
  readonly id: string;
}

/** The citizen who is signed in. Everything else about them is asked of the agencies that own it. */
export function me(_root: unknown, _arguments: unknown, scope: HubScope): CitizenReference | null {
  const { citizen } = knownCaller(scope);
  return citizen === undefined ? null : { id: citizen };
}

/** A citizen whom an agency named: whether there is one is not the hub's to say. */
export function knownCitizen({ id }: CitizenReference): CitizenReference {
  return { id };
}
