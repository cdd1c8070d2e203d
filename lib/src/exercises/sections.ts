/** The sections that have exercises, in the order of the notebooks, as their notebooks are called. */
export const sections = {
  "1.1": "Linear regression",
  "1.2": "Basic optimisation",
  "1.3": "Linear regression from scratch",
  "1.4": "Linear regression, concise",
  "1.5": "Questions",
  "2.1": "Softmax regression",
  "2.2": "Loss functions",
  "2.3": "The image classification data set",
  "2.4": "Softmax regression from scratch",
  "2.5": "Softmax regression, concise",
  "2.6": "Questions",
} as const;

/** A section's number, as in "1.3". */
export type Section = keyof typeof sections;

/** The section that an exercise's id begins with: "1.3" of "1.3/4". */
export const sectionOf = (id: string) => id.slice(0, id.indexOf("/"));
