/** A small world of books, readers and loans that has nothing to do with the hub. It is the same in every run. */

interface Book {
  readonly __typename: 'Book';
  readonly isbn: string;
  readonly title: string;
  readonly price: number;
  readonly grams: number;
  readonly onShelf: boolean;
  readonly postage: number;
  loans(): readonly Loan[];
}

interface Reader {
  readonly __typename: 'Reader';
  readonly id: string;
  readonly name: string;
  readonly card: string;
  loans(): readonly Loan[];
}

interface Loan {
  readonly __typename: 'Loan';
  readonly id: string;
  readonly note: string;
  book(): Book;
  reader(): Reader;
}

const titles = ['Truyện Kiều', 'Số đỏ', 'Dế Mèn phiêu lưu ký', 'Tắt đèn', 'Chí Phèo'];
const names = [
  'Nguyễn Thị Hương',
  'Trần Quốc Tuấn',
  'Lê Ngọc Ánh',
  'Phạm Đức Thịnh',
  'Đỗ Thùy Dương',
  'Vũ Hải Đăng',
];
const notes = [
  'Bìa còn mới, giữ gìn cẩn thận.',
  'Đã gia hạn một lần, trả trước cuối tháng.',
  'Có ghi chú bút chì.',
];

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T => {
  const one = list[index % list.length];
  if (one === undefined) throw new Error('The library has an empty shelf.');
  return one;
};

/** What a parcel of a book costs, by its price and weight. */
export const postageOf = ({ price, grams }: Pick<Book, 'price' | 'grams'>): number =>
  price > 100_000 ? 0 : Math.ceil(grams / 10) * 500;

const books = titles.map((title, index): Book => {
  const value = { price: 60_000 + index * 20_000, grams: 180 + index * 55 };
  return {
    __typename: 'Book',
    isbn: `978-604-${index}`,
    title,
    ...value,
    onShelf: index % 2 === 0,
    postage: postageOf(value),
    loans: () => loans.filter((loan) => loan.book().isbn === `978-604-${index}`),
  };
});

const readers = names.map((name, index): Reader => ({
  __typename: 'Reader',
  id: `r${index}`,
  name,
  card: `TV-${1000 + index}`,
  loans: () => loans.filter((loan) => loan.reader().id === `r${index}`),
}));

const loans = Array.from({ length: 12 }, (_, index): Loan => ({
  __typename: 'Loan',
  id: `l${index}`,
  note: pick(notes, index),
  book: () => pick(books, index * 3),
  reader: () => pick(readers, index),
}));

/** All of it, by key and as the fields of `Query`. */
export const library = {
  book: (isbn: string) => books.find((one) => one.isbn === isbn),
  reader: (id: string) => readers.find((one) => one.id === id),
  loan: (id: string) => loans.find((one) => one.id === id),
  root: { me: () => readers[0], readers: () => readers, newBooks: () => books },
};
