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
