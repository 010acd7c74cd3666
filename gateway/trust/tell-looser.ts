/** Most coordinates that one line names. */
const mostNamed = 5;

/**
 * Tells the operator of an agency that classifies its data less strictly than the served graph.
 *
 * @param alarm is told in one line
 */
export function tellLooser(
  alarm: (line: string) => void,
): (subgraph: string, looser: readonly string[]) => void {
  return (subgraph, looser) => {
    const named = looser.slice(0, mostNamed).join(', ');
    const more = looser.length > mostNamed ? ` and ${looser.length - mostNamed} more` : '';
    const where = looser.length > 0 ? `${named}${more}` : 'its schema cannot be read';
    alarm(
      `Agency ${subgraph} classifies less strictly than the supergraph (${where}): its answers are not used. Bring out its stricter schema first, the supergraph after it.`,
    );
  };
}
