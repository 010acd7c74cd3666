import { pseudonymShape } from '../pseudonym.ts';

/** Whose record an object is: all that decides how a caller stands to it. */
export interface Standing {
  /** Opaque id of the citizen whom the record is about; undefined where it is about nobody. */
  readonly subject?: string | undefined;
  /**
   * Opaque ids of others whom the record tells of as well, such as those whose claims an act closed. They count and are told
   * of it like a subject; whether it is shown is decided for `subject` alone.
   */
  readonly alsoAbout?: readonly string[] | undefined;
  /** Opaque ids, as they were stated, of those about whom was asked and of whom the record tells nothing: it is denied to them. */
  readonly askedAbout?: readonly string[] | undefined;
  /** Opaque id of the paper that the record is: a case names its evidence as well as its people. */
  readonly document?: string | undefined;
  /** Opaque id of the claim that the record is. */
  readonly claim?: string | undefined;
  /** Codes of the facility, council, employer or office that made the record (relation OWN_RECORD). */
  readonly madeBy?: readonly string[] | undefined;
  /**
   * True where the record is of one employment: it is an own record of the employer that made it, and of no other for
   * whom the same person works.
   */
  readonly ofEmployment?: true;
  /** True where the record is an answer that nobody was found: whoever tries names and numbers is to be seen. */
  readonly foundNobody?: true | undefined;
  /** Roles to which the law gives a duty over this record (relation DUTY). */
  readonly duty?: readonly string[] | undefined;
}

/**
 * How the standing of an object is read from its record: by the name of its type, or by the coordinate of a field that
 * is about somebody else than its object (`MedicalBirthNotice.childName`).
 *
 * An object of a type that is not listed, or whose record does not say (undefined), is about whom the object around it
 * is about. At an entry point nothing is around it, so it is about nobody: it is public or denied. There a coordinate
 * (`Query.birthByMedicalNotice`) can name those to whom the entry point itself is open.
 */
export type Standings = Readonly<Record<string, ReadStanding>>;

/**
 * Reads a standing. A field of which an argument names somebody as well says so by its arguments; they are left out where it is only
 * asked whether the field could be seen.
 */
export type ReadStanding = (record: never, args?: never) => Standing | undefined;

/**
 * Whom the value of a field tells of besides whom its record is about, by coordinate: asked once there is a value, of fields that give
 * something whole, such as a file. They are told of it as `alsoAbout` is.
 */
export type AlsoIn = Readonly<Record<string, ReadAlsoIn>>;

/** @returns opaque ids */
export type ReadAlsoIn = (record: never, scope: never) => Promise<readonly string[]>;

/** The opaque id of somebody whom an argument names. What was typed where one belongs, and is none, is about nobody. */
export function statedPerson(id: string | undefined): readonly string[] {
  return id !== undefined && pseudonymShape.test(id) ? [id] : [];
}
