/** A person at a browser without scripts: keeps cookies, sends forms with their token. */
export interface PageClient {
  get(path: string): Promise<{ status: number; text: string; location: string | null }>;
  /** Reads `page` for its token, then sends the form. */
  post(
    page: string,
    path: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; text: string; location: string | null }>;
}

/** `base`: where the server listens; `origin`: its public address, when that is another. */
export function pageClient(base: string, origin = base): PageClient {
  const jar = new Map<string, string>();
  async function call(path: string, body?: string) {
    const response = await fetch(base + path, {
      redirect: 'manual',
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin }),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const pair = cookie.split(';')[0]!;
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  }
  return {
    get: (path) => call(path),
    post: async (page, path, fields) => {
      const { text } = await call(page);
      const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
      return call(path, new URLSearchParams({ ...fields, _csrf: token }).toString());
    },
  };
}
