/**
 * A function that answers once for each object. A service is seen by hundreds of
 * accounts and asked about for thousands of endpoints: looking through its views
 * each time would grow with the square of the estate.
 */
export function remembered<Subject extends object, Answer>(answer: (subject: Subject) => Answer): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, { readonly value: Answer }>();
  return (subject) => {
    const found = known.get(subject);
    if (found !== undefined) return found.value;
    const made = { value: answer(subject) };
    known.set(subject, made);
    return made.value;
  };
}

/** The same for texts as well, as long as the function itself is held: for what belongs to one snapshot and goes with it. */
export function rememberedWithin<Subject, Answer>(answer: (subject: Subject) => Answer): (subject: Subject) => Answer {
  const known = new Map<Subject, Answer>();
  return (subject) => {
    const found = known.get(subject);
    if (found !== undefined || known.has(subject)) return found as Answer;
    const made = answer(subject);
    known.set(subject, made);
    return made;
  };
}
