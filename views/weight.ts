/**
 * Stands where the page's own weight goes; `web/page.ts` replaces it by a figure in kilobytes. U+0000 cannot come
 * from anybody's text: it is stripped at the edges and by the escaping.
 */
export const weightToken = '\u0000';
