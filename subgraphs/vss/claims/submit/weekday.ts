const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** A day of the week as the graph names it. */
export type Weekday = (typeof weekdays)[number];

/** Its number, 1 Monday to 7 Sunday; undefined for what is none. */
export function weekdayOf(name: string): number | undefined {
  const index = weekdays.findIndex((day) => day === name);
  return index < 0 ? undefined : index + 1;
}
