/**
 * Home before anything is known, without a word in it: index.html brings it along, so that it is there before the first
 * script is, and React draws the very same until there is a session. Its looks are home-shell.css.
 */
export const HOME_SHELL = [
  '<div class="home-shell" aria-hidden="true">',
  '<div class="home-shell-header"><div class="home-shell-words">',
  '<i class="shell-bar home-shell-greeting"></i><i class="shell-bar home-shell-title"></i>',
  '</div><i class="shell-bar home-shell-face"></i></div>',
  '<div class="home-shell-paste"><div class="home-shell-words">',
  '<i class="home-shell-paste-title"></i><i class="home-shell-paste-text"></i>',
  '</div><div class="home-shell-field">',
  '<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="M10 13.8a4 4 0 0 0 5.7.3l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10.2a4 4 0 0 0-5.7-.3L5.2 13a4 4 0 0 0 5.7 5.7l1.3-1.3"/></svg>',
  '</div></div>',
  '<div class="home-shell-head"><i class="shell-bar home-shell-live"></i><i class="shell-bar home-shell-search"></i></div>',
  '<div class="home-shell-grid">',
  '<div><i class="shell-bar home-shell-poster"></i><i class="shell-bar home-shell-name"></i><i class="shell-bar home-shell-meta"></i></div>'.repeat(
    3,
  ),
  '</div></div>',
].join('');
