/** The version of every JSON output; raised when a field changes its meaning or goes. */
export const schemaVersion = 1;
