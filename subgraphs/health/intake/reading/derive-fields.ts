import type { MedicalDocumentRecord } from '../../collections.ts';
import { localDay } from '../../days.ts';
import type { Fields } from './read-fields.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** What a form does not say in so many words but its other tags do: a count of days, a day out of an instant. */
export function deriveFields(kind: MedicalDocumentRecord['kind'], fields: Fields): Fields {
  const issued = fields['issuedOn'];
  const issuedOn = typeof issued === 'string' && issued.includes('T') ? { issuedOn: localDay(issued) } : {};
  switch (kind) {
    case 'SICK_LEAVE_CERTIFICATE':
      return { ...days('leaveDays', fields['leaveFrom'], fields['leaveTo']), ...fields };
    case 'DISCHARGE_PAPER':
      return {
        ...days('outpatientLeaveDays', fields['outpatientLeaveFrom'], fields['outpatientLeaveTo']),
        ...fields,
      };
    default:
      return { ...fields, ...issuedOn };
  }
}

function days(name: string, from: unknown, to: unknown): Fields {
  if (typeof from !== 'string' || typeof to !== 'string' || from > to) return {};
  return { [name]: Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1 };
}
