import { largestIntake } from '../../schema/intake.ts';
import type { Limits } from '../limits/limits.ts';
import type { NameOfSetting } from './gateway-options.ts';

/** What is wrong with the room for bodies: less than one body takes, it refuses that however empty it is, and says to try again. */
export function smallRoom(
  { request, load }: Pick<Limits, 'request' | 'load'>,
  nameOf: NameOfSetting,
): readonly string[] {
  const largest = Math.max(request.bodyBytes, largestIntake);
  if (load.bodyBytes >= largest) return [];
  return [`${nameOf('limits.load.bodyBytes')} must be at least ${largest}: so large one body may be.`];
}
