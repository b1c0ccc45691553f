export const pageSize = 20;

/** Where in a timeline: the entry id after which (`before`, older) the page goes on. */
export interface Cursor {
  before?: string | undefined;
  most?: number;
}
