// Clipboard and download.
mergeInto(LibraryManager.library, {
  $Services: {
    pieces: [],
    // The way of before the clipboard interface, which needs no permission: also on http:, in files and in frames.
    copy_by_event: function (text) {
      var taken = false;
      var put = function (event) {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
        event.stopImmediatePropagation();
        taken = true;
      };
      document.addEventListener('copy', put, true);
      try { taken = document.execCommand('copy') && taken; } catch (_) { taken = false; }
      document.removeEventListener('copy', put, true);
      return taken;
    },
    // Some browsers copy only when something is selected: a field out of sight, for this moment.
    copy_by_field: function (text) {
      var before = document.activeElement, field = document.createElement('textarea'), done = false;
      field.value = text;
      field.style.cssText = 'position:fixed;top:0;left:0;opacity:0';
      (before.closest && before.closest('section') || document.body).appendChild(field);
      Mirror.quiet = true;
      field.select();
      try { done = document.execCommand('copy'); } catch (_) { /* told below */ }
      field.remove();
      if (before.focus) before.focus({ preventScroll: true });
      Mirror.quiet = false;
      return done;
    },
    // Is there the clipboard interface, and may we use it? Asked first: a refusal is an error in the console.
    may: function () {
      var policy = document.featurePolicy;
      return navigator.clipboard && navigator.clipboard.writeText && !(policy && !policy.allowsFeature('clipboard-write'));
    },
    // Copying is allowed only within a person's press, with the interface in Safari and without it anywhere: what was pressed is
    // drawn, and so acts, before its event ends.
    act_now: function () { _page_mirror_now(); },
    copied: function (done) { _page_event(done ? 7 : 8); }
  },

  page_copy__deps: ['$Services', '$Mirror', '$MirrorKeys', '$PageText'],
  page_copy: function (text, length) {
    text = PageText.read(text, length);
    if (MirrorKeys.copying) {
      MirrorKeys.copying.clipboardData.setData('text/plain', text);
      MirrorKeys.copying.preventDefault();
      return setTimeout(Services.copied, 0, true);
    }
    // Answered later always, so that nothing comes back into the call.
    var old_way = function () { setTimeout(Services.copied, 0, Services.copy_by_event(text) || Services.copy_by_field(text)); };
    if (Services.may()) navigator.clipboard.writeText(text).then(function () { Services.copied(true); }, old_way);
    else old_way();
  },

  page_download_piece__deps: ['$Services'],
  page_download_piece: function (bytes, size) {
    Services.pieces.push(HEAPU8.slice(bytes, bytes + size));
  },
  page_download_end__deps: ['$Services', '$PageText'],
  page_download_end: function (name, name_length, type, type_length) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(Services.pieces, { type: PageText.read(type, type_length) }));
    link.download = PageText.read(name, name_length);
    Services.pieces = [];
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }
});
