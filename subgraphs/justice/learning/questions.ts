/** What the register asks the hub about a medical notice of which it heard, as its client has registered it. */
export const birthNoticeQuestion = `query BirthNoticeToRecord($id: ID!) {
  medicalDocument(id: $id) {
    ... on MedicalBirthNotice {
      code
      newborn {
        id
      }
    }
  }
}
`;

/** @see birthNoticeQuestion */
export const deathNoticeQuestion = `query DeathNoticeToRecord($id: ID!) {
  medicalDocument(id: $id) {
    ... on MedicalDeathNotice {
      code
      subject {
        id
      }
    }
  }
}
`;

/** The answer to either; null where there is no such notice. */
export interface NoticeAnswer {
  readonly medicalDocument: {
    /** National code of the notice. */
    readonly code: string;
    readonly newborn?: { readonly id: string } | null;
    readonly subject?: { readonly id: string } | null;
  } | null;
}
