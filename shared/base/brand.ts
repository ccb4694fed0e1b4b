declare const brand: unique symbol;

/** A string or number that must not be mixed up with others of the same shape, e.g. a zone ID with a zone name. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Makes everything below a type read-only; branded strings and other primitives stay as they are. */
export type Immutable<T> = T extends string | number | boolean | bigint | symbol | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Immutable<Item>[]
    : { readonly [Key in keyof T]: Immutable<T[Key]> };
