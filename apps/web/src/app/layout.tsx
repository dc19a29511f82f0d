import type { ReactNode } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';

export function Layout(): ReactNode {
  return (
    <>
      <Outlet />
      <ScrollRestoration />
    </>
  );
}
