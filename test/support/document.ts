import { request as httpRequest } from 'node:http';
import type { Home } from './fediverse.ts';

export interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: any;
}

const activity = 'application/activity+json';

/** What another server gets that asks for a document. */
export function get(home: Home, path: string, headers: Record<string, string> = {}): Promise<Got> {
  const url = new URL(path, home.origin);
  return new Promise((done, fail) => {
    const call = httpRequest(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        headers: { host: url.host, accept: activity, ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const json = /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(text) : null;
          done({ status: response.statusCode!, headers: response.headers, text, json });
        });
      },
    );
    call.on('error', fail);
    call.end();
  });
}
