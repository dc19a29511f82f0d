import { createContext, useContext } from 'react';

import type { LocalFiles } from './local-files.js';

export const LocalFilesContext = createContext<LocalFiles | undefined>(undefined);

export function useLocalFiles(): LocalFiles {
  const files = useContext(LocalFilesContext);
  if (!files) throw new Error('useLocalFiles needs a LocalFilesContext above');
  return files;
}
