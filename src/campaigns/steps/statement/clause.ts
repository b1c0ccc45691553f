/** One clause of a statement, and where it comes from. */
export interface StatementClause {
  id: string;
  text: string;
  /** Ids of the questions, ideas and proposals that it comes from. */
  sources: string[];
}
