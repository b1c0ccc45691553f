export type ReportRows = Record<string, unknown>;
export type Sentences = Record<string, string>;
