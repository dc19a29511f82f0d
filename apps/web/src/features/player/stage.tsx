import { waitedForAt } from '@watchparty/shared';
import { useCallback, useState, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { linkAdviceOf } from '../../lib/link-advice.js';
import { useVideoQuery } from '../../lib/video-query.js';
import { Button } from '../../ui/button.js';
import { Spinner } from '../../ui/spinner.js';
import { AskPauseButton } from './controls/ask-pause-button.js';
import { Controls } from './controls/controls.js';
import { TapZones } from './controls/tap-zones.js';
import { AdNotice } from './ad-notice.js';
import { HoldPill } from './hold-pill.js';
import { useLagReports } from './lag/use-lag-reports.js';
import { useLaggards } from './lag/use-laggards.js';
import { LocalCopyCard } from './local-copy-card.js';
import { MediaTrouble } from './media-trouble.js';
import { PLATFORM_PLAYERS, type PlatformPlayerProps } from './platforms/platform-player.js';
import type { PlayerProps, VideoPlayback } from './player.js';
import type { PlayerHandle } from './player-handle.js';
import { shownPlayback } from './playback-intent.js';
import styles from './stage.module.css';
import { targetAt } from './sync/timeline-target.js';
import { useSync, type LoadedPlayer } from './sync/use-sync.js';
import { useAutoHide } from './use-auto-hide.js';
import { useBuffered } from './use-buffered.js';
import { useControllerName } from './use-controller-name.js';
import { useDescribe } from './use-describe.js';
import { useReportEnd } from './use-report-end.js';
import { useFullscreen } from './use-fullscreen.js';
import { ViewerSettings } from './settings/viewer-settings.js';
import { SubtitleOverlay } from './subtitles/subtitle-overlay.js';
import { useRoomSubtitles } from './subtitles/use-room-subtitles.js';
import { readLive, useLive } from './use-live.js';
import { usePlaybackCommands } from './use-playback-commands.js';
import { usePlayerKeys } from './use-player-keys.js';
import { usePlaysRates } from './use-plays-rates.js';
import { useReturnToWindow } from './use-return-to-window.js';
import { useServerTime } from './use-server-time.js';
import { useSound } from './use-sound.js';
import { useStallReports } from './use-stall-reports.js';

interface StageProps extends PlayerProps {
  playback: VideoPlayback;
  /** What plays, where that is not the platform's own player: a frame that is there and has turned out to be one. */
  player?: (props: PlatformPlayerProps) => ReactNode;
}

const VOLUME_STEP = 0.1;

/** The player of the film's platform with everything that lies over its picture. */
export function Stage({
  playback,
  status,
  drift,
  ducking,
  isTheatre,
  onTheatreChange,
  onChangeVideo,
  player: renderPlayer,
}: StageProps): ReactNode {
  const { t } = useTranslation('player');
  // The element outlives the film: it carries the gesture that lets it sound. Another platform is another player, and
  // begins with a film of its own.
  const { platform, videoUrl } = playback;
  const [first, setFirst] = useState({ platform, url: videoUrl });
  if (first.platform !== platform) setFirst({ platform, url: videoUrl });
  const initialUrl = first.url;
  const [player, setPlayer] = useState<LoadedPlayer>();
  const onHandle = useCallback(
    (handle: PlayerHandle | undefined) =>
      setPlayer(handle && platform ? { handle, platform, url: initialUrl } : undefined),
    [initialUrl, platform],
  );
  const readDuration = useCallback(() => player?.handle.duration(), [player]);
  const { liveOrigin } = playback;
  const readProgram = useCallback(() => readLive(player?.handle, { liveOrigin }), [player, liveOrigin]);

  const sync = useSync(player, { view: status, drift });
  useDescribe(player?.handle);
  useReportEnd(player?.handle);
  useStallReports(player?.handle, status);
  useLagReports(player?.handle, status, videoUrl);
  const laggards = useLaggards();
  const sound = useSound(player?.handle, status, ducking);
  const commands = usePlaybackCommands(playback, {
    mediaDuration: readDuration,
    liveProgram: readProgram,
    sync,
  });
  const roomSubtitles = useRoomSubtitles(playback.subtitles);
  const controllerName = useControllerName();
  const syncStatus = useStore(status, (view) => view.status);
  const buffered = useBuffered(player?.handle);
  const hasRates = usePlaysRates(player?.handle);
  // A live programme goes on while the room rests.
  const nowMs = useServerTime(playback.isPlaying || liveOrigin !== undefined);
  const waitedFor = waitedForAt(playback, nowMs);
  const shown = shownPlayback(playback, commands.intents, nowMs);
  const live = useLive(player?.handle, playback, shown.position);
  useReturnToWindow(playback, { live, nowMs });
  const duration = playback.duration ?? readDuration();
  const hasEnded = !shown.isPending && targetAt(playback, nowMs, duration).phase === 'ended';
  const [isHeld, setIsHeld] = useState(false);
  const controls = useAutoHide(isHeld || !shown.isPlaying || hasEnded);
  useFullscreen(isTheatre, () => onTheatreChange(false));

  usePlayerKeys((action) => {
    controls.stir();
    switch (action) {
      case 'toggle':
        return commands.toggle();
      case 'back':
        return commands.seekBy(-10);
      case 'forward':
        return commands.seekBy(10);
      case 'louder':
        return sound.setVolume(Math.min(1, sound.volume + VOLUME_STEP));
      case 'quieter':
        return sound.setVolume(Math.max(0, sound.volume - VOLUME_STEP));
      case 'mute':
        return sound.toggleMuted();
      case 'theatre':
        return onTheatreChange(!isTheatre);
    }
  });

  const problem = syncStatus.type === 'failed' ? syncStatus.problem : undefined;
  const isUnreadable = problem === 'unsupported' || problem === 'decode';
  const { data: known } = useVideoQuery(videoUrl, { isWanted: isUnreadable });
  const isNoVideo = isUnreadable && known !== undefined && linkAdviceOf(known) === 'no-video';

  const PlatformPlayer = platform ? PLATFORM_PLAYERS[platform] : undefined;
  if (!PlatformPlayer && !renderPlayer) {
    return (
      <MediaTrouble
        kind="no_player"
        mayControl={commands.mayControl}
        onRetry={() => window.location.reload()}
        onChangeVideo={onChangeVideo}
      />
    );
  }
  const isBusy = syncStatus.type === 'loading' || syncStatus.type === 'waiting';

  return (
    <div
      className={styles.stage}
      data-controls={controls.isShown ? 'shown' : 'hidden'}
      onPointerLeave={(event) => {
        if (event.pointerType === 'mouse') controls.hide();
      }}
    >
      <div className={styles.media}>
        <Suspense fallback={null}>
          {renderPlayer?.({ initialUrl, onHandle })}
          {!renderPlayer && PlatformPlayer && (
            <PlatformPlayer key={platform} initialUrl={initialUrl} onHandle={onHandle} />
          )}
        </Suspense>
      </div>
      <div className={styles.shade} />
      {player && roomSubtitles.cues.length > 0 && (
        <SubtitleOverlay
          player={player.handle}
          cues={roomSubtitles.cues}
          language={roomSubtitles.subtitles?.language}
          isRaised={controls.isShown}
        />
      )}
      <TapZones
        mayControl={commands.mayControl}
        onSeekBy={commands.seekBy}
        onStir={controls.stir}
        onTap={(pointer) => {
          if (pointer === 'mouse') commands.toggle();
          else if (controls.isShown) controls.hide();
          else controls.stir();
        }}
      />
      {isBusy && !controls.isShown && (
        <Spinner size={48} className={styles.spinner} label={t('sync.waiting')} />
      )}
      <Controls
        shown={shown}
        hasEnded={hasEnded}
        duration={duration}
        isLive={liveOrigin !== undefined}
        live={live}
        hasRates={hasRates}
        isInAd={syncStatus.type === 'in_ad'}
        buffered={buffered}
        laggards={laggards}
        commands={commands}
        sound={sound}
        controllerName={commands.mayControl ? undefined : controllerName}
        isBusy={isBusy}
        isVisible={controls.isShown}
        isTheatre={isTheatre}
        onTheatreChange={onTheatreChange}
        onHeldChange={setIsHeld}
        askPause={<AskPauseButton />}
        settings={
          <ViewerSettings
            player={player?.handle}
            videoUrl={videoUrl}
            roomSubtitles={roomSubtitles}
            onHeldChange={setIsHeld}
          />
        }
      />
      <HoldPill
        waitedFor={waitedFor}
        leftMs={playback.effectiveAt - nowMs}
        onGoOn={commands.mayControl ? commands.goOn : undefined}
      />
      {syncStatus.type === 'in_ad' && waitedFor.length === 0 && <AdNotice />}
      {sound.isSilenced &&
        waitedFor.length === 0 &&
        syncStatus.type !== 'needs_tap' &&
        syncStatus.type !== 'in_ad' && (
          <Button
            variant="overlay"
            icon="volume-off"
            size="s"
            className={styles.pill}
            onClick={sound.giveSoundBack}
          >
            {t('soundPill')}
          </Button>
        )}
      {syncStatus.type === 'needs_tap' && (
        <button type="button" className={styles.tap} onClick={sync.retry}>
          <span className={styles.tapLabel}>{t('tapToWatch')}</span>
        </button>
      )}
      {problem === 'no_copy' && (
        <LocalCopyCard
          videoUrl={playback.videoUrl}
          mayControl={commands.mayControl}
          onChangeVideo={onChangeVideo}
        />
      )}
      {problem !== undefined && problem !== 'no_copy' && (
        <MediaTrouble
          kind={isNoVideo ? 'no_video' : problem}
          mayControl={commands.mayControl}
          page={platform ? { platform, url: videoUrl } : undefined}
          onRetry={() => player?.handle.load(playback.videoUrl)}
          onChangeVideo={onChangeVideo}
        />
      )}
    </div>
  );
}
