import type { ListedVideo } from '@watchparty/shared';

export interface YoutubeFeed {
  title?: string;
  items: ListedVideo[];
}

/**
 * Reads YouTube's feed of a playlist, and nothing else that is XML: the few elements that it has are never nested in
 * themselves, and neither entities nor namespaces are the document's own.
 */
export function readYoutubeFeed(xml: string): YoutubeFeed {
  const [head = '', ...entries] = xml.split('<entry>');
  const title = textOf(head, 'title');
  return {
    ...(title !== undefined && { title }),
    items: entries.flatMap((entry) => {
      const id = textOf(entry, 'yt:videoId');
      if (id === undefined || !/^[\w-]{11}$/.test(id)) return [];
      return [
        {
          url: `https://www.youtube.com/watch?v=${id}`,
          title: textOf(entry, 'title'),
          thumbnailUrl: `https://i.ytimg.com/vi/${id}/hqdefault.jpg`,
        },
      ];
    }),
  };
}

/** The text of the first such element. */
function textOf(xml: string, element: string): string | undefined {
  const start = xml.indexOf(`<${element}>`);
  const end = xml.indexOf(`</${element}>`, start);
  if (start === -1 || end === -1) return undefined;
  return unescaped(xml.slice(start + element.length + 2, end));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}
