/**
 * Tells a server that cannot do an operation from one that fails now and then.
 * Emulators answer 500 to what they have not learned; asking every account and
 * Region a dozen times would make a scan of seconds one of minutes.
 */
export interface ServerFaults {
  failed(question: string): void;
  answered(question: string): void;
  /** The question (an operation and which arguments it has) failed many times and never was answered, while others were. */
  isHopeless(question: string): boolean;
}

/** As many as one call may take: then chance is out of the question. */
const failuresToJudge = 12;
/** Answers to other questions that show that the server is there. */
const answersToJudge = 20;

export function newServerFaults(): ServerFaults {
  const failures = new Map<string, number>();
  const answered = new Set<string>();
  let answers = 0;
  return {
    failed: (question) => {
      failures.set(question, (failures.get(question) ?? 0) + 1);
    },
    answered: (question) => {
      answered.add(question);
      answers += 1;
    },
    isHopeless: (question) => !answered.has(question) && answers >= answersToJudge && (failures.get(question) ?? 0) >= failuresToJudge,
  };
}
