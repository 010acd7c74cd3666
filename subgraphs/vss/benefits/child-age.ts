/** The age of a child: its birthday, or whole years where no more is told. */
export type ChildAge = { readonly born: Temporal.PlainDate } | { readonly years: number };

/** Whole years on a day. The birthday is the first day of the new age; for one on 29 February that is 1 March in other years. */
export function yearsOn(age: ChildAge, on: Temporal.PlainDate): number {
  return 'years' in age ? age.years : age.born.until(on, { largestUnit: 'years' }).years;
}
