interface Saying {
  origin: string;
  /** Somebody else's window, if not the frame's. */
  source?: Window | null;
}

/** What a frame of a vendor hears and says; jsdom loads nothing into it. */
export class FakeFrame {
  readonly element: HTMLIFrameElement;
  /** What was posted to it, in turn, and for whom. */
  readonly heard: { message: unknown; targetOrigin: string }[] = [];

  constructor(element: HTMLIFrameElement) {
    this.element = element;
    const own = element.contentWindow;
    if (!own) throw new Error('a frame has a window only in the page');
    own.postMessage = ((message: unknown, targetOrigin: string) => {
      this.heard.push({ message, targetOrigin });
    }) as typeof own.postMessage;
  }

  /** The one that is in a box now. */
  static in(box: HTMLElement): FakeFrame {
    const element = box.querySelector('iframe');
    if (!element) throw new Error('there is no frame');
    return new FakeFrame(element);
  }

  say(data: unknown, { origin, source = this.element.contentWindow }: Saying): void {
    window.dispatchEvent(new MessageEvent('message', { data, origin, source }));
  }
}
