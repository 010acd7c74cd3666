/** Two questions over the library: one with many objects of few entities, and one of the size of a page. */
export const neutralQuestions = {
  'neutral, big': `
    query Big {
      readers {
        ...R
        loans { ...L book { ...B loans { ...L reader { ...R loans { ...L book { ...B } } } } } }
      }
      newBooks {
        ...B
        loans { ...L reader { ...R loans { ...L book { ...B } } } }
      }
    }
    fragment R on Reader { id card name }
    fragment L on Loan { id note }
    fragment B on Book { isbn title price grams onShelf postage }`,
  'neutral, small': `query Small { me { id name loans { id book { isbn title onShelf } } } }`,
} as const;
