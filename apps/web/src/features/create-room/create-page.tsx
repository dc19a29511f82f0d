import { errorCodeOf, ROOM_NAME_MAX_LENGTH, URL_MAX_LENGTH } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useConfig } from '../../lib/config-query.js';
import { linkAdviceOf } from '../../lib/link-advice.js';
import { paths } from '../../lib/paths.js';
import { useListLinks } from '../../lib/playlists/use-list-links.js';
import { roomArrival } from '../../lib/room-arrival.js';
import { useUser } from '../../lib/session-context.js';
import { useCreateRoom } from '../../lib/use-create-room.js';
import { useGoBack } from '../../lib/use-go-back.js';
import { useVideoPreview } from '../../lib/use-video-preview.js';
import { LinkAdviceNote } from '../../telegram/link-advice-note.js';
import { MainAction } from '../../telegram/main-action.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useBackButton } from '../../telegram/use-back-button.js';
import { IconButton } from '../../ui/icon-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { Segmented } from '../../ui/segmented.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { TextField } from '../../ui/text-field.js';
import {
  emptyForm,
  faultsOf,
  faultsOfError,
  hasFaults,
  nameOf,
  requestOf,
  type CreateForm,
} from './create-form.js';
import styles from './create-page.module.css';
import { MoreSettings } from './more-settings.js';
import { RecentRow } from './recent-row.js';
import { SampleCard } from './sample-card.js';
import { useFaultText } from './use-fault-text.js';
import { VideoStage } from './video-stage.js';

export function CreatePage(): ReactNode {
  const { t } = useTranslation('create');
  const { search } = useLocation();
  const [form, setForm] = useState(() => emptyForm(new URLSearchParams(search).get('url') ?? ''));
  /** What the server said of the form as it was sent; gone with the next change of the field. */
  const [refused, setRefused] = useState(() => faultsOfError(undefined));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [isLinkFinished, setIsLinkFinished] = useState(false);

  const user = useUser();
  const telegram = useTelegram();
  const navigate = useNavigate();
  const goBack = useGoBack();
  const hasTelegramBack = useBackButton(goBack);
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const faultText = useFaultText();
  const sampleUrl = useConfig()?.sampleVideoUrl;
  const createRoom = useCreateRoom();
  const openList = useListLinks();
  const [isReadingList, setIsReadingList] = useState(false);

  // What passes while the form is open is for the server to notice.
  const [openedAtMs] = useState(() => Date.now());

  const preview = useVideoPreview(form.url);
  const video = preview.status === 'ready' ? preview.video : undefined;
  const advice = video && linkAdviceOf(video);
  const name = nameOf(form, video, t('name.fallback', { name: user.firstName }));
  const faults = faultsOf(form, name, window.location.origin, openedAtMs);

  const change = (changes: Partial<CreateForm>) => {
    setForm((previous) => ({ ...previous, ...changes }));
    setRefused(({ url, name: refusedName, password, startsAt }) => ({
      ...('url' in changes ? {} : { url }),
      ...('name' in changes ? {} : { name: refusedName }),
      ...('password' in changes ? {} : { password }),
      ...('startsAt' in changes ? {} : { startsAt }),
    }));
  };

  /** With what comes after the first video of a list, for the queue that only those in the room can fill. */
  const create = async (): Promise<void> => {
    const request = requestOf(form, name);
    setIsReadingList(true);
    const list = request.videoUrl === undefined ? undefined : openList(request.videoUrl);
    const [videoUrl = request.videoUrl, rest = []] = list ? await Promise.all([list.first, list.rest]) : [];
    setIsReadingList(false);
    createRoom.mutate(
      { ...request, ...(videoUrl !== undefined && { videoUrl }) },
      {
        onSuccess: (room) => {
          telegram.haptic.success();
          void navigate(paths.room(room.id), { replace: true, state: roomArrival(rest) });
        },
        onError: (error) => {
          telegram.haptic.error();
          const found = faultsOfError(error);
          setRefused(found);
          if (!hasFaults(found)) snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
        },
      },
    );
  };

  const submit = () => {
    setWasSubmitted(true);
    if (hasFaults(faults)) {
      telegram.haptic.error();
      return;
    }
    void create();
  };

  const previewFault =
    preview.status === 'failed'
      ? errorCodeOf(preview.error) === 'unsupported_video'
        ? faultText.url('refused')
        : errorText(preview.error)
      : undefined;
  // An empty name is no fault of who has not finished typing; half a link is not one yet either.
  const isUnsupported = faults.url !== undefined && faults.url !== 'not-a-link';
  const isLinkJudged = wasSubmitted || isLinkFinished || isUnsupported;
  const urlError = faultText.url(refused.url ?? (isLinkJudged ? faults.url : undefined)) ?? previewFault;

  return (
    <main className={styles.page}>
      <PageHeader title={t('title')} onBack={hasTelegramBack ? undefined : goBack} />
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles.column}>
          <VideoStage preview={preview} isUnsupported={isUnsupported} seed={form.url.trim()} />
          <TextField
            label={t('url.label')}
            placeholder={t('url.placeholder')}
            hint={
              form.url === ''
                ? t('url.hint')
                : advice && <LinkAdviceNote advice={advice} pageUrl={video.canonicalUrl} />
            }
            error={urlError}
            icon="link"
            inputMode="url"
            enterKeyHint="go"
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={URL_MAX_LENGTH}
            data-testid="create-url"
            value={form.url}
            onChange={(event) => {
              setIsLinkFinished(false);
              change({ url: event.target.value });
            }}
            onBlur={() => {
              setIsLinkFinished(true);
            }}
            after={
              form.url !== '' && (
                <IconButton
                  icon="close"
                  iconSize={18}
                  label={t('url.clear')}
                  onClick={() => {
                    change({ url: '' });
                  }}
                />
              )
            }
          />
          {form.url === '' && (
            // There before its address is known, so that nothing below it moves.
            <SampleCard
              disabled={sampleUrl === undefined}
              onUse={() => {
                telegram.haptic.selection();
                change({ url: sampleUrl ?? '' });
              }}
            />
          )}
          {form.url === '' && (
            <RecentRow
              onUse={(url) => {
                telegram.haptic.selection();
                change({ url });
              }}
            />
          )}
        </div>
        <div className={styles.column}>
          <TextField
            label={t('name.label')}
            placeholder={t('name.placeholder')}
            error={faultText.name(refused.name ?? (wasSubmitted ? faults.name : undefined))}
            maxLength={ROOM_NAME_MAX_LENGTH}
            autoComplete="off"
            enterKeyHint="done"
            data-testid="create-name"
            value={name}
            onChange={(event) => {
              change({ name: event.target.value });
            }}
          />
          <div className={styles.group}>
            <Segmented
              label={t('access.label')}
              value={form.isPublic ? 'public' : 'private'}
              options={[
                { value: 'public', label: t('access.public'), icon: 'globe' },
                { value: 'private', label: t('access.private'), icon: 'lock' },
              ]}
              onChange={(access) => {
                telegram.haptic.selection();
                change({ isPublic: access === 'public' });
              }}
            />
            <p className={styles.note} aria-live="polite">
              {form.isPublic ? t('access.publicMeaning') : t('access.privateMeaning')}
            </p>
          </div>
          <MoreSettings
            form={form}
            onChange={change}
            passwordError={faultText.password(refused.password ?? faults.password)}
            startError={faultText.startsAt(refused.startsAt ?? faults.startsAt)}
          />
          <MainAction
            text={t('submit')}
            progress={createRoom.isPending || isReadingList}
            inFlowWhenWide
            onClick={submit}
            testId="create-submit"
          />
        </div>
        {/* Enter in a field submits, though the button may be Telegram's. */}
        <button type="submit" hidden />
      </form>
    </main>
  );
}
