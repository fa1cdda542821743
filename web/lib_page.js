// The page around the program: its events, its address, its title, small stored choices. Numbers of events: browser/page.h.
mergeInto(LibraryManager.library, {
  $Page: {
    CONTRAST: '(prefers-contrast: more), (forced-colors: active)',
    tell: function (event) { return function () { _page_event(event); }; },
    stored: function (key) { return 'mqtt_tool.' + key; },
    // A parameter list without those that speak of a secret.
    clean: function (list) {
      return list.split('&').filter(function (part) { return !/secret|password/i.test(part.split('=')[0]); }).join('&');
    }
  },

  page_listen__deps: ['$Page'],
  page_listen: function () {
    var dark = matchMedia('(prefers-color-scheme: dark)'), contrast = matchMedia(Page.CONTRAST), coarse = matchMedia('(pointer: coarse)');
    addEventListener('online', Page.tell(0));
    addEventListener('offline', Page.tell(1));
    document.addEventListener('visibilitychange', function () { _page_event(document.hidden ? 3 : 2); });
    addEventListener('pageshow', function (event) { if (event.persisted) _page_event(4); });
    // `onchange` and not addEventListener: older Safaris have only this.
    dark.onchange = Page.tell(5);
    contrast.onchange = Page.tell(6);
    coarse.onchange = Page.tell(9);
    addEventListener('resize', Page.tell(9));
    // A change of the pixel ratio alone (another screen) is no resize; each query is good for one ratio.
    (function ratio() {
      matchMedia('(resolution: ' + devicePixelRatio + 'dppx)').addEventListener('change', function () {
        _page_event(9);
        ratio();
      }, { once: true });
    })();
  },

  page_flags__deps: ['$Page'],
  page_flags: function () {
    var tongue = (navigator.languages || [navigator.language || '']).find(function (tag) { return /^(zh|en)/i.test(tag); }) || '';
    return [location.protocol == 'https:', location.protocol == 'file:', navigator.onLine !== false, matchMedia('(prefers-color-scheme: dark)').matches,
      matchMedia('(pointer: coarse)').matches, window != parent, /^zh/i.test(tongue),
      matchMedia(Page.CONTRAST).matches].reduce(function (flags, on, bit) { return flags | on << bit; }, 0);
  },
  page_text_of__deps: ['$PageText'],
  page_text_of: function (which) {
    return PageText.write([location.hostname, location.search.slice(1), location.hash.slice(1)][which]);
  },
  page_hide_secrets__deps: ['$Page'],
  page_hide_secrets: function () {
    var query = Page.clean(location.search.slice(1)), fragment = Page.clean(location.hash.slice(1));
    // Nobody reads a list as long as this: it goes as a whole.
    if (fragment.length > 65536) fragment = '';
    try {
      history.replaceState(history.state, '', location.pathname + (query && '?' + query) + (fragment && '#' + fragment));
    } catch (_) {
      location.replace('#' + fragment);  // a frame that may not write its history may still move within itself
    }
  },
  page_set__deps: ['$PageText'],
  page_set: function (which, text, length) {
    text = PageText.read(text, length);
    if (which == 0) document.documentElement.lang = text;
    else if (which == 1) document.title = text;
    else document.documentElement.dataset.theme = text;
  },
  page_colours: function (at) {
    var root = document.documentElement;
    ['--ink', '--muted', '--select', '--on-select', '--grab', '--bar', '--title'].forEach(function (name, i) {
      root.style.setProperty(name, '#' + (HEAPU32[(at >> 2) + i] + 0x1000000).toString(16).slice(1));
    });
    document.querySelector('meta[name=theme-color]').content = root.style.getPropertyValue('--title');
  },
  page_stored__deps: ['$Page', '$PageText'],
  page_stored: function (key, length) {
    var value = '';
    try { value = localStorage.getItem(Page.stored(PageText.read(key, length))) || ''; } catch (_) { /* forbidden here */ }
    return PageText.write(value);
  },
  page_store__deps: ['$Page', '$PageText'],
  page_store: function (key, key_length, value, length) {
    try { localStorage.setItem(Page.stored(PageText.read(key, key_length)), PageText.read(value, length)); } catch (_) { /* forbidden or full */ }
  },
  page_tell: function (kind) {
    page_notice([null, 'webgl', 'lost'][kind]);
  },

  page_unix_ms: function () { return Date.now(); },
  page_utc_offset: function () { return -60 * new Date().getTimezoneOffset(); },
  page_random: function () { return crypto.getRandomValues(new Uint32Array(1))[0]; }
});
