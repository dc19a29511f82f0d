import http from 'node:http';
import https from 'node:https';

export interface RawAnswer {
  status: number;
  /** In the order of their coming, names in lower case. */
  headers: [name: string, value: string][];
  /** The values of one header: none, one, or as many as were sent. */
  all(name: string): string[];
  body: Buffer;
  json(): unknown;
}

export interface RawOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Which address of this machine it comes from. */
  from?: string;
}

/** A request whose answer is told as it came: `fetch` unpacks bodies and puts equal headers together. */
export function rawRequest(url: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, from } = options;
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? https.request : http.request;
    const sent = send(
      url,
      { method, headers, agent: false, rejectUnauthorized: false, ...(from && { localAddress: from }) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const received = pairs(answer.rawHeaders);
          const whole = Buffer.concat(chunks);
          resolve({
            status: answer.statusCode ?? 0,
            headers: received,
            all: (name) => received.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value),
            body: whole,
            json: () => JSON.parse(whole.toString()) as unknown,
          });
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1]!] as [string, string]] : [],
  );
}
