import type { SuspensionRefusal } from './client-suspension.ts';

/** What each reason means and what to do, for people. */
export const suspensionRefusalTexts: Readonly<
  Record<SuspensionRefusal, { readonly en: string; readonly vi: string }>
> = {
  NO_SUCH_CLIENT: {
    en: 'There is no such client; look at the list.',
    vi: 'Không có hệ thống này; hãy xem danh sách.',
  },
  OWN_CLIENT: {
    en: 'This is the client with which you work; suspend it in its file.',
    vi: 'Đây là hệ thống bạn đang dùng; muốn tạm ngừng phải sửa tệp đăng ký.',
  },
  NO_NOTE: {
    en: 'Say why, in 10 to 500 characters.',
    vi: 'Hãy ghi rõ vì sao, từ 10 đến 500 ký tự.',
  },
  ALREADY_SUSPENDED: {
    en: 'It is suspended already.',
    vi: 'Hệ thống này đã bị tạm ngừng.',
  },
  NOT_SUSPENDED: {
    en: 'No operator has suspended it.',
    vi: 'Hệ thống này không bị người vận hành tạm ngừng.',
  },
  IN_ITS_FILE: {
    en: 'Its reviewed file suspends it; change the file, with a review.',
    vi: 'Tệp đăng ký của hệ thống ghi tạm ngừng; phải sửa tệp và duyệt lại.',
  },
};
