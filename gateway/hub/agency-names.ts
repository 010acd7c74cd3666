import type { RegisteredClient } from '../identity/clients/client.ts';
import type { AccessTerm } from './access-answer.ts';

/** What the kinds of agency are called. */
const names: Readonly<Record<RegisteredClient['agency'], Omit<AccessTerm, 'code'>>> = {
  vss: { vi: 'Cơ quan bảo hiểm xã hội', en: 'Social insurance' },
  health: { vi: 'Ngành y tế', en: 'Health' },
  justice: { vi: 'Ngành tư pháp, hộ tịch', en: 'Justice and civil status' },
  population: { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National population database' },
  employer: { vi: 'Đơn vị sử dụng lao động', en: 'Employer' },
  citizen: { vi: 'Công dân', en: 'Citizen' },
  portal: { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' },
  hub: { vi: 'Kiểm toán, bảo vệ dữ liệu của Liên Thông', en: 'Audit and data protection of the hub' },
};

/** The kind of agency that runs a client. */
export function agencyTerm(code: RegisteredClient['agency']): AccessTerm {
  return { code, ...names[code] };
}
