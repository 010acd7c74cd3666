/** What names one version of a document. */
export interface SealIdentity {
  /** Opaque id of the version; it stands in clear. */
  readonly id: string;
  /** More that stands in clear: opaque ids of what the document is part of. */
  readonly partOf?: Readonly<Record<string, string>>;
}

/** How the objects of a type of the graph are sealed. */
export interface SealedType {
  readonly identityOf: (record: never) => SealIdentity;
  /** Fields that are not what the document says: they change while it does not. */
  readonly leaveOut: readonly string[];
}

/** The types of an agency that are sealed, by name. Each has a field `seal: String`. */
export type SealedTypes = Readonly<Record<string, SealedType>>;

/** The field of the graph that gives a seal. */
export const sealField = 'seal';
