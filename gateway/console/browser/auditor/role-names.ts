import { useLanguage } from '../words/language.ts';

/** Short names of roles for narrow columns; the full legal ones stand in each opened cell, from the graph. */
export const roleNames: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  VSS_CLAIM_OFFICER: { vi: 'Giải quyết hồ sơ BHXH', en: 'SI claim officer' },
  VSS_MEDICAL_ASSESSOR: { vi: 'Giám định viên BHXH', en: 'SI medical assessor' },
  VSS_PAYMENT_OFFICER: { vi: 'Chi trả BHXH', en: 'SI payment officer' },
  FACILITY_CLERK: { vi: 'Nhân viên cơ sở y tế', en: 'Facility clerk' },
  FACILITY_DOCTOR: { vi: 'Bác sĩ điều trị', en: 'Treating doctor' },
  ASSESSMENT_COUNCIL: { vi: 'Hội đồng giám định', en: 'Assessment council' },
  EMPLOYER_HR: { vi: 'Đơn vị sử dụng lao động', en: 'Employer' },
  CITIZEN: { vi: 'Công dân', en: 'Citizen' },
  REPRESENTATIVE: { vi: 'Người đại diện', en: 'Representative' },
  JUSTICE_REGISTRAR: { vi: 'Tư pháp – hộ tịch', en: 'Civil registrar' },
  POPULATION_OFFICER: { vi: 'Cán bộ dân cư', en: 'Population officer' },
  PORTAL_BACKEND: { vi: 'Cổng Dịch vụ công', en: 'Public service portal' },
  HUB_OPERATOR: { vi: 'Vận hành Liên Thông', en: 'Hub operator' },
  AUDITOR: { vi: 'Kiểm toán viên', en: 'Auditor' },
};

/** Short names of roles in the language that is chosen. */
export function useRoleNames(): (role: string) => string {
  const language = useLanguage();
  return (role) => roleNames[role]?.[language] ?? role;
}
