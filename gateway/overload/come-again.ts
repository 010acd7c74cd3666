/** Seconds after which to come again, for whoever is sent away: one of them each in turn, so that not all come at once. */
export const comeAgainTimes = [1, 2, 3] as const;

/** The same for whoever needs what is away, as a header has it: as long as a subgraph that fails is left alone. */
export const comeAgainLater = '5';
