export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What `lang` says in the document. */
export const htmlLang: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

type Message = string | ((...args: never[]) => string);
interface Tree {
  readonly [key: string]: Message | Tree;
}

/** The shape of a translation: the same keys, the same parameters, other words. */
type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Translation<T[K]>;
};

export type Catalogue<T> = Readonly<Record<Language, Translation<T>>>;

/** A key that is missing from `zh`, or that only `zh` has, does not compile. */
export function defineMessages<const T extends Tree>(en: T, zh: NoInfer<Translation<T>>): Catalogue<T> {
  return { en: en as unknown as Translation<T>, zh };
}
