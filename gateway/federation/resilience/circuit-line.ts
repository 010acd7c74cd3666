import type { CircuitState } from './circuit.ts';

const meanings: Readonly<Record<CircuitState, string>> = {
  OPEN: 'fails and is not asked for a while',
  HALF_OPEN: 'is asked by one call, to find out whether it answers again',
  CLOSED: 'answers again',
};

/** What the operator is told when a circuit opens or closes. */
export function circuitLine(subgraph: string, state: CircuitState): string {
  return `Subgraph ${subgraph} ${meanings[state]} (circuit ${state}).`;
}
