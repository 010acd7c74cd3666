/** Seconds after which to come again, for whoever is sent away: one of them each in turn, so that not all come at once. */
export const comeAgainTimes = [1, 2, 3] as const;
