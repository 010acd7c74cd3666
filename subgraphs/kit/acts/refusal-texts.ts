/** What a refusal of an act means and what to do, for people; where every register says the same. */
export const commonRefusalTexts = {
  KEY_NOT_USABLE: {
    en: 'The key must be 16 to 64 letters, digits, - or _, such as a UUID, and no number of a person.',
    vi: 'Khóa phải gồm 16 đến 64 chữ, số, - hoặc _, ví dụ một UUID, và không phải số của một người.',
  },
  KEY_USED_OTHERWISE: {
    en: 'This key was used for another request; give a new request a new key.',
    vi: 'Khóa này đã dùng cho một yêu cầu khác; yêu cầu mới phải có khóa mới.',
  },
  DATES_OUT_OF_ORDER: {
    en: 'The days cannot be in this order; `field` names the one that does not fit.',
    vi: 'Thứ tự các ngày không hợp lý; `field` cho biết ngày không phù hợp.',
  },
} as const;
