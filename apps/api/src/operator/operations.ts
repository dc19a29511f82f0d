import type { AnalyticsService } from '../analytics/analytics.service.js';
import type { CleanupService } from '../cleanup/cleanup.service.js';
import type { ModerationService } from '../moderation/moderation.service.js';
import type { RoomsService } from '../rooms/rooms.service.js';

/** What the operator may do. Live nodes hear of it through Redis; without it they find out by themselves. */
export interface Operations {
  rooms: Pick<RoomsService, 'create' | 'close' | 'survey'>;
  moderation: ModerationService;
  cleanup: CleanupService;
  analytics: Pick<AnalyticsService, 'figures'>;
}

export interface OpenedInstallation {
  operations: Operations;
  close: () => Promise<void>;
}
