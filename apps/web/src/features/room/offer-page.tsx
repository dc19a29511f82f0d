import { errorCodeOf } from '@watchparty/shared';
import { useMutation } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';

import { useApi } from '../../lib/api-context.js';
import { paths } from '../../lib/paths.js';
import { ClosedDoor } from './closed-door.js';
import { GateSkeleton } from './gate-skeleton.js';

/** Where a party that was offered in a chat leads: into its room, which the first who comes begins. */
export function OfferPage(): ReactNode {
  const { id = '' } = useParams();
  const api = useApi();
  const navigate = useNavigate();
  const { mutate, error, isError } = useMutation({
    mutationFn: (offerId: string) => api.openOffer(offerId),
    onSuccess: ({ roomId }) => void navigate(paths.room(roomId), { replace: true }),
  });

  useEffect(() => {
    mutate(id);
  }, [id, mutate]);

  if (!isError) return <GateSkeleton />;
  return (
    <ClosedDoor
      code={errorCodeOf(error)}
      onRetry={() => {
        mutate(id);
      }}
    />
  );
}
