import { registeredOperation } from '../../kit/hub/registered-operation.ts';

/** The register's machine is a client of the hub by itself. */
const client = 'justice-recorder';

/** As whom it asks: the electronic civil-status database, not one of the communes that enter into it. */
export const askingOrganisation = 'CSDL-HTDT';

/** What the register asks the hub about a medical notice of a birth of which it heard. */
export const birthNoticeQuestion = registeredOperation(client, 'birth-notice-to-record');

/** What it asks about a medical notice of a death. */
export const deathNoticeQuestion = registeredOperation(client, 'death-notice-to-record');

/** The answer to either; null where there is no such notice. */
export interface NoticeAnswer {
  readonly medicalDocument: {
    /** National code of the notice. */
    readonly code: string;
    readonly newborn?: { readonly id: string } | null;
    readonly subject?: { readonly id: string } | null;
  } | null;
}
