/** The app's addresses; what others link to is fixed by the contract. */
export const paths = {
  home: '/',
  profile: '/profile',
  create: (videoUrl?: string): string =>
    videoUrl === undefined || videoUrl === ''
      ? '/create'
      : `/create?${new URLSearchParams({ url: videoUrl })}`,
  offer: (offerId: string): string => `/offers/${offerId}`,
  room: (roomId: string): string => `/rooms/${roomId}`,
} as const;
