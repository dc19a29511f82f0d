import common from './common.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import home from './home.json' with { type: 'json' };

/** What Home says, and the screens that may come instead of it. */
export const ruFirst = { common, errors, home };
