// Runs inside of index.html, before anything is drawn: gives the page Telegram's colours, which stand in the address as the
// SDK will read them a second later, asks for the files of the page that comes (build/static-start.ts has written down which
// they are), and shows Home's shell to whom Home comes. The Content-Security-Policy knows this text by its hash
// (packages/shared/src/security/start-script-hash.ts); lines that start with // are left out of it.
(() => {
  const root = document.documentElement;
  const launch = new URLSearchParams(location.hash.slice(1));
  const parse = (text) => {
    try {
      return JSON.parse(text) ?? {};
    } catch {
      return {};
    }
  };
  // What the SDK keeps for a reload, whose address has no fragment any more. Some WebViews forbid to look.
  const kept = (name) => {
    try {
      return parse(sessionStorage.getItem(`__telegram__${name}`));
    } catch {
      return {};
    }
  };
  const before = kept('initParams');
  const param = (name) => launch.get(name) ?? before[name] ?? '';

  const theme = { ...parse(param('tgWebAppThemeParams')), ...kept('themeParams') };
  for (const [name, colour] of Object.entries(theme)) {
    if (!/^#[0-9a-f]{6}$/i.test(colour)) continue;
    root.style.setProperty(`--tg-theme-${name.replaceAll('_', '-')}`, colour);
    if (name !== 'bg_color') continue;
    const [r, g, b] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
    root.dataset.theme = 0.299 * r * r + 0.587 * g * g + 0.114 * b * b < 120 * 120 ? 'dark' : 'light';
  }

  const data = new URLSearchParams(param('tgWebAppData'));
  if (!data.has('hash')) return;
  const invite =
    new URLSearchParams(location.search).get('tgWebAppStartParam') ?? data.get('start_param') ?? '';
  const invited = { room: 'rooms', offer: 'offers' }[invite.split('_')[0]];
  const page = location.pathname.split('/')[1] || invited || 'home';
  if (page === 'home') root.dataset.shell = page;
  // Home has its words already. Whoever reads other ones is not asked to fetch the Russian ones too.
  const isRussian = page !== 'home' && /"language_code":"ru/.test(data.get('user'));
  for (const name of [`files-of-${page}`, ...(isRussian ? ['words-of-ru'] : [])]) {
    const list = document.head.querySelector(`meta[name="${CSS.escape(name)}"]`);
    for (const href of list?.content.split(' ') ?? []) {
      const link = document.createElement('link');
      const as = href.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
      // At the ordinary priority: Chrome holds back what is low until all styles are there.
      document.head.append(Object.assign(link, as, { crossOrigin: '', href }));
    }
  }
})();
