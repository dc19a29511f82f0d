import type { ComponentProps, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick' | 'target'> {
  /** A page of this app: see lib/paths.ts. */
  to: string;
  /** Takes the place of this page in the browser's history. */
  replace?: boolean;
}

/** A link to a page of this app. The router's own brings along what a framework needs to fetch pages: 2 KB for Home. */
export function PageLink({ to, replace, ...anchor }: PageLinkProps): ReactNode {
  const href = useHref(to);
  const follow = useLinkClickHandler(to, { replace });
  return <a {...anchor} href={href} onClick={follow} />;
}
