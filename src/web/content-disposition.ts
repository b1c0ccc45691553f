/**
 * `Content-Disposition` (RFC 6266): the name in ASCII for old clients, and whole in UTF-8 (RFC 8187). What would end the
 * header, leave the folder or turn the reading direction is taken out of the name (S87, S90).
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const clean =
    name
      .normalize('NFC')
      .toWellFormed()
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069/\\]/g, '')
      .replace(/^[.\s]+|[.\s]+$/g, '')
      .slice(0, 150)
      .toWellFormed() || 'file';
  const ascii = clean.replace(/[^\x20-\x7e]|["%]/g, '_');
  const whole = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return ascii === clean ? `${kind}; filename="${ascii}"` : `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
