/** Runs in the page that wants the library: brings the rest of it, as the real one does. */
export function youtubeLoader({ library }: { library: string }): void {
  Object.assign(window, { YT: { loading: 1, loaded: 0 } });
  const script = document.createElement('script');
  script.src = library;
  document.head.append(script);
}

/** Runs in the page that has the library: `YT.Player` over messages, which are JSON in strings. */
export function youtubeLibrary(): void {
  /** How long positions run on after the latest that was told, in seconds. */
  const LONGEST_RUN_S = 1;
  const KNOCK_EVERY_MS = 250;
  let players = 0;

  interface Told {
    event: string;
    info: unknown;
    id: number;
  }
  interface Info {
    currentTime: number;
    /** In seconds of the frame's epoch clock. */
    currentTimeLastUpdated_: number;
    duration: number;
    playbackRate: number;
    availablePlaybackRates: number[];
    playerState: number;
    videoLoadedFraction: number;
    videoUrl: string;
    videoData: object;
    playlist: string[] | null;
  }

  class Player {
    private readonly id = (players += 1);
    private readonly frame: HTMLIFrameElement;
    private readonly host: string;
    private readonly events: Record<string, (event: { target: Player; data: unknown }) => void>;
    private knocking: ReturnType<typeof setInterval> | undefined;
    private info: Partial<Info> = {};

    constructor(
      frame: HTMLIFrameElement,
      { host, events }: { host: string; events: Record<string, (event: { data: unknown }) => void> },
    ) {
      this.frame = frame;
      this.host = host;
      this.events = events;
      addEventListener('message', this.onMessage);
      const knock = (): void => this.send({ event: 'listening' });
      frame.addEventListener('load', () => {
        knock();
        this.knocking = setInterval(knock, KNOCK_EVERY_MS);
      });
    }

    private readonly onMessage = ({ source, origin, data }: MessageEvent): void => {
      if (source !== this.frame.contentWindow || origin !== this.host || typeof data !== 'string') return;
      const { event, info, id } = JSON.parse(data) as Told;
      if (id !== this.id) return;
      clearInterval(this.knocking);
      if (event === 'initialDelivery' || event === 'infoDelivery')
        this.info = { ...this.info, ...(info as Partial<Info>) };
      else this.events[event]?.({ target: this, data: info });
    };

    private send(message: object): void {
      this.frame.contentWindow?.postMessage(
        JSON.stringify({ ...message, id: this.id, channel: 'widget' }),
        this.host,
      );
    }

    private command(func: string, ...args: unknown[]): void {
      this.send({ event: 'command', func, args });
    }

    cueVideoById = (video: object): void => this.command('cueVideoById', video);
    cuePlaylist = (playlist: object): void => this.command('cuePlaylist', playlist);
    playVideo = (): void => this.command('playVideo');
    pauseVideo = (): void => this.command('pauseVideo');
    seekTo = (seconds: number, allowSeekAhead: boolean): void =>
      this.command('seekTo', seconds, allowSeekAhead);
    setPlaybackRate = (rate: number): void => this.command('setPlaybackRate', rate);
    setVolume = (volume: number): void => this.command('setVolume', volume);
    mute = (): void => this.command('mute');
    unMute = (): void => this.command('unMute');
    unloadModule = (module: string): void => this.command('unloadModule', module);

    getCurrentTime = (): number => {
      const {
        currentTime = 0,
        currentTimeLastUpdated_: updated = 0,
        playerState,
        playbackRate = 1,
      } = this.info;
      if (playerState !== 1) return currentTime;
      const runS = Math.min(LONGEST_RUN_S, Math.max(0, Date.now() / 1000 - updated));
      return currentTime + runS * playbackRate;
    };
    getDuration = (): number => this.info.duration ?? 0;
    getAvailablePlaybackRates = (): number[] => this.info.availablePlaybackRates ?? [1];
    getPlayerState = (): number => this.info.playerState ?? -1;
    getVideoLoadedFraction = (): number => this.info.videoLoadedFraction ?? 0;
    getVideoUrl = (): string => this.info.videoUrl ?? '';
    getVideoData = (): object => this.info.videoData ?? {};
    getPlaylist = (): string[] | null => this.info.playlist ?? null;

    destroy(): void {
      clearInterval(this.knocking);
      removeEventListener('message', this.onMessage);
      this.frame.remove();
    }
  }

  const page = window as unknown as { YT: object; onYouTubeIframeAPIReady?: () => void };
  Object.assign(page.YT, { loaded: 1, Player });
  page.onYouTubeIframeAPIReady?.();
}
