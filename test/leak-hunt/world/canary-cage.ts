/** A value that stands at one place of the stored world and nowhere else. */
export interface Canary {
  readonly agency: string;
  /** `collection.path` of the place where it stands. */
  readonly place: string;
  /** Id of the record in which it stands. */
  readonly record: string;
}

/** Makes canaries and finds them again, wherever they sing. */
export interface CanaryCage {
  /** A unique value of the same type; of a text or a number everything else stays that rules look at. */
  plant(value: string | number, canary: Canary): string | number;
  /** Every canary that a text holds, whole, by its mark. */
  findIn(text: string): ReadonlyMap<string, Canary>;
  readonly size: number;
}

/** A mark in a text, a number that no amount reaches, a day or an instant of a year that will not come. */
const marks = /zq[0-9a-z]{6}qz|\b1[0-9]{9}\b|\b[7-9]\d{3}-\d\d-\d\d(?!-)/g;
const firstNumber = 1_000_000_000;
const firstDay = Temporal.PlainDate.from('7001-01-01');
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const day = /^\d{4}-\d\d-\d\d$/;

/** An empty cage. */
export function canaryCage(): CanaryCage {
  const canaries = new Map<string, Canary>();
  let days = 0;
  // The first of January is what a mask leaves of a date: it is nobody's canary.
  const nextDay = () => {
    const next = firstDay.add({ days: ++days });
    return next.dayOfYear === 1 ? firstDay.add({ days: ++days }) : next;
  };
  const keep = (mark: string, canary: Canary): string => {
    canaries.set(mark, canary);
    return mark;
  };
  return {
    plant(value, canary) {
      if (typeof value === 'number') {
        const number = firstNumber + canaries.size;
        keep(String(number), canary);
        return number;
      }
      if (day.test(value)) return keep(nextDay().toString(), canary);
      if (instant.test(value)) return `${keep(nextDay().toString(), canary)}${value.slice(10)}`;
      return `${value}-${keep(`zq${canaries.size.toString(36).padStart(6, '0')}qz`, canary)}`;
    },
    findIn(text) {
      const found = new Map<string, Canary>();
      for (const [mark] of text.matchAll(marks)) {
        const canary = canaries.get(mark);
        if (canary) found.set(mark, canary);
      }
      return found;
    },
    get size() {
      return canaries.size;
    },
  };
}
