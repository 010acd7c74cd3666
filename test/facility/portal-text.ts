/** How the portals write what a record holds. */

/** An ISO day as `yyyyMMdd`. */
export function dayText(day: string): string;
export function dayText(day: string | undefined): string | undefined;
export function dayText(day: string | undefined): string | undefined {
  return day?.replaceAll('-', '');
}

/** An instant as `yyyyMMddHHmm` in Viet Nam. */
export function instantText(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replaceAll(/\D/g, '');
}

export function flagText(flag: boolean): string {
  return flag ? '1' : '0';
}

export function genderCode(gender: 'MALE' | 'FEMALE' | 'UNDETERMINED'): string {
  return { MALE: '1', FEMALE: '2', UNDETERMINED: '3' }[gender];
}
