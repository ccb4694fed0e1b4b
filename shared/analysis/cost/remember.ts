/** Results that are asked for again and again while one scope is priced in many columns. */

/** Remembers what was made of an item beside an anchor, for as long as the anchor lives. */
export function rememberedBeside<Anchor extends object, Item, Value>(
  make: (anchor: Anchor, item: Item) => Value,
): (anchor: Anchor, item: Item) => Value {
  const known = new WeakMap<Anchor, Map<Item, { readonly value: Value }>>();
  return (anchor, item) => {
    let own = known.get(anchor);
    if (own === undefined) known.set(anchor, (own = new Map<Item, { readonly value: Value }>()));
    const before = own.get(item);
    if (before !== undefined) return before.value;
    const made = { value: make(anchor, item) };
    own.set(item, made);
    return made.value;
  };
}
