/** Links of our pages are paths; an app needs whole addresses. */
export const absolute = (origin: string, html: string): string =>
  html.replace(/(href|src)="\/(?!\/)/g, `$1="${origin}/`);
