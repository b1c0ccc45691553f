/**
 * Where the pictures of an article stand: a paragraph that says `[image 2]` and nothing else is the place of the
 * second. Who does not draw pictures reads those words.
 */
const place = /<p>\[image (\d{1,2})\]<\/p>/g;

/** HTML and places (0 is the first picture) in their order; a place of no picture stays text. */
export function imagePlaces(html: string, pictures: number): (string | number)[] {
  const parts: (string | number)[] = [];
  let end = 0;
  for (const found of html.matchAll(place)) {
    const index = Number(found[1]) - 1;
    if (index < 0 || index >= pictures) continue;
    if (found.index > end) parts.push(html.slice(end, found.index));
    parts.push(index);
    end = found.index + found[0].length;
  }
  if (end < html.length) parts.push(html.slice(end));
  return parts;
}

/** The place of picture `index`, as HTML. */
export const placeOf = (index: number): string => `<p>[image ${index + 1}]</p>`;
