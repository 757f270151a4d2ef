/** The arguments of a custom error in words: enums by name, times in ISO 8601. */
export type Words = Readonly<Record<string, string>>;

/** What a custom error means, and what would be right. */
export type Sentence = (words: Words) => readonly [meaning: string, hint: string];

/** Sentences by the name of the error. */
export type Sentences = Readonly<Record<string, Sentence>>;
