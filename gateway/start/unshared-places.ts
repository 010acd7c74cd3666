import { isInStore } from './open-log.ts';
import type { GatewayOptions, NameOfSetting } from './gateway-options.ts';

/**
 * What workers cannot share, over a supergraph that classifies its data. One worker cannot either: while others take
 * over there are two.
 */
export function unsharedPlaces(
  { workers, hub, isProduction }: GatewayOptions,
  nameOf: NameOfSetting,
): readonly string[] {
  if (workers === 0) return [];
  const isMongo = (place: string | undefined) => place !== undefined && /^mongodb(\+srv)?:/.test(place);
  const { store, log, developmentIssuer } = hub;
  const isFolder = log.place !== undefined && !isInStore(log.place);
  return [
    ...(isMongo(store)
      ? []
      : [`${nameOf('store')} must be MongoDB with workers: what one of them writes the others must read.`]),
    ...(isFolder || isMongo(log.place)
      ? []
      : [`${nameOf('disclosureLog.place')} must be a folder or MongoDB with workers: each writes its part.`]),
    // It opens console and provider, which keep their codes in memory.
    ...(!isProduction && developmentIssuer
      ? [
          `${nameOf('tokens.developmentIssuer')} needs one process: a sign-in of a persona begun at one worker would end at another.`,
        ]
      : []),
  ];
}
