// The keyboard, the context menu and the copy command, as far as they are ours: on the mirror's elements, and where nothing of
// the document has the focus. All other keys, and all keys of an input method at work, are left to the browser and the page
// around us.
mergeInto(LibraryManager.library, {
  $MirrorKeys: {
    copying: 0,       // the copy event that the program is asked to answer
    menu_key: false,  // the menu's key was told: its event is no second one
    // Of rows, a menu's entries and sliders.
    moves: { ArrowUp: 'previous_row', ArrowDown: 'next_row', Home: 'first_row', End: 'last_row', PageUp: 'previous_page', PageDown: 'next_page' },

    // The twin at which the event is; nothing at the bare page; undefined elsewhere, where nothing is ours.
    place: function (event) {
      var at = event.target;
      return MirrorInput.twin(event) || (at == document.body || at == document.documentElement || at == Module.canvas ? null : undefined);
    },
    // Only a message's row has a menu of ours; elsewhere the browser's is left alone.
    has_menu: function (twin) { return twin && twin.role == Role.row && twin.press; },
    modal: function () { return MirrorOrder.sections.some(function (section) { return section.modal && section.outer.isConnected; }); },

    // Which kind of input the key is, or less than 0.
    kind: function (event, twin) {
      var key = event.key, role = twin ? twin.role : -1;
      if (key == 'Escape') return Kind.escape;
      if (event.altKey) return -1;
      if (event.ctrlKey || event.metaKey) {
        if (key == '/') return Kind.keys;
        if (key != 'Enter') return -1;
        return role == Role.textbox ? Kind.submit : role == Role.link || MirrorKeys.modal() ? -1 : Kind.publish;
      }
      if (key == 'ContextMenu' || key == 'F10' && event.shiftKey) return MirrorKeys.has_menu(twin) ? Kind.menu : -1;
      if (event.shiftKey) return -1;
      if (role == Role.textbox) return key == 'Enter' && !twin.tag ? Kind.submit : -1;
      if (role == Role.slider) key = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' }[key] || key;
      else if (role != Role.menuitem && !(role == Role.row && event.target == twin.words)) return -1;
      return key in MirrorKeys.moves ? Kind[MirrorKeys.moves[key]] : -1;
    },
    key: function (event) {
      // Enter and Esc under an input method are the input method's.
      if (event.isComposing || event.keyCode == 229 || event.defaultPrevented) return;
      var twin = MirrorKeys.place(event), command = event.ctrlKey || event.metaKey;
      MirrorKeys.menu_key = false;
      if (twin === undefined) return;
      // A key that is held long does a thing once; only a text gets its lines.
      if (event.repeat && (event.key == 'Enter' ? command || twin && !twin.tag : event.key == '/' && command)) return event.preventDefault();
      // The focus leaves a menu by Tab as if it had still been on what opened it.
      if (twin && twin.group == Group.menu && event.key == 'Tab') return MirrorOrder.focus(Mirror.twins.get(MirrorOrder.opener));
      var kind = MirrorKeys.kind(event, twin);
      if (kind < 0) return;
      MirrorKeys.menu_key = kind == Kind.menu;
      // Esc on the bare page may be somebody else's as well.
      if (twin || kind != Kind.escape) event.preventDefault();
      MirrorInput.post(kind, twin);
      // The next key is for the entry that this one leads to, however soon it comes.
      if (twin && twin.role == Role.menuitem) _page_mirror_now();
    },
    // From the canvas the right mouse button has reached the program already. At an element without pointer it is the keyboard's
    // or a screen reader's.
    menu: function (event) {
      var twin = MirrorInput.twin(event);
      if (twin ? !MirrorKeys.has_menu(twin) : event.target != Module.canvas) return;
      event.preventDefault();
      if (twin && !MirrorKeys.menu_key) MirrorInput.post(Kind.menu, twin);
      MirrorKeys.menu_key = false;
    },
    // Nothing is selected, so what is to be copied is ours to say.
    copies: function (event) {
      var twin = MirrorKeys.place(event), chosen = getSelection();
      return twin !== undefined && !(twin && twin.role == Role.textbox) && (!chosen || chosen.isCollapsed);
    },
    // Some browsers copy without a selection only when this is prevented.
    before_copy: function (event) { if (MirrorKeys.copies(event)) event.preventDefault(); },
    // Answered within the event, which needs no permission anywhere: see page_copy.
    copy: function (event) {
      if (event.defaultPrevented || !MirrorKeys.copies(event)) return;
      MirrorKeys.copying = event;
      MirrorInput.post(Kind.copy, MirrorInput.twin(event));
      _page_mirror_now();
      MirrorKeys.copying = 0;
    },
    listen: function () {
      [['keydown', 'key'], ['contextmenu', 'menu'], ['beforecopy', 'before_copy'], ['copy', 'copy']].forEach(function (pair) {
        document.addEventListener(pair[0], MirrorKeys[pair[1]]);
      });
    }
  }
});
