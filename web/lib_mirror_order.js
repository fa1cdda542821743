// Where the mirror's elements stand: title bar and panels as landmarks, dialogs and the menu, lists of rows; in the order in
// which they are drawn. And where the focus goes when the element that has it goes.
mergeInto(LibraryManager.library, {
  $MirrorOrder: {
    header: 0, main: 0,
    sections: [],  // by group: {outer, el, list, live}
    sequence: [],  // the twins in their order
    opener: 0,     // the twin that had the focus before the menu had it

    // Title bar, panel, dialog or menu. A panel's region is for going from landmark to landmark, the group in it for what stands
    // in it; both are called the same, as the heading is.
    section: function (group) {
      var section = MirrorOrder.sections[group];
      if (section) return section;
      var menu = group == Group.menu, dialog = group >= Group.about && !menu;
      var outer = document.createElement(menu ? 'div' : 'section'), el = outer;
      outer.setAttribute('role', menu ? 'menu' : dialog ? 'dialog' : group ? 'region' : 'group');
      if (dialog) outer.setAttribute('aria-modal', 'true');
      if (outer.getAttribute('role') == 'region') {
        el = document.createElement('div');
        el.setAttribute('role', 'group');
        outer.appendChild(el);
      }
      MirrorOrder.sections[group] = {
        outer: outer, el: el, list: 0, live: 0, modal: false, rows: [], wanted: [],
        parent: dialog ? Mirror.root : group ? MirrorOrder.main : MirrorOrder.header
      };
      MirrorOrder.name(group);
      return MirrorOrder.sections[group];
    },
    name: function (group) {
      var section = MirrorOrder.sections[group];
      if (section) [section.outer, section.el, section.list != section.live && section.live].forEach(function (el) { if (el) Mirror.set(el, 'aria-label', Mirror.names[group]); });
    },
    // The list of a group's rows; that of the messages is a log. It is not read out: a status says what is new in it.
    list: function (section, group) {
      if (section.list) return;
      section.live = section.list = document.createElement('div');
      section.list.setAttribute('role', 'list');
      if (group != Group.messages) return;
      section.live = document.createElement('div');
      section.live.setAttribute('role', 'log');
      section.live.setAttribute('aria-live', 'off');
      section.live.appendChild(section.list);
      MirrorOrder.name(group);
    },
    // An element that moves loses the focus, and a live region is taken for a new one.
    stays: function (el) {
      return el.contains(document.activeElement) || el.matches('[role=status],[role=alert]');
    },
    // Puts `wanted` behind `at` or to the front, in this order; other children of the parent come after them.
    arrange: function (parent, wanted, skip) {
      var at = skip ? skip.nextSibling : parent.firstChild;
      wanted.forEach(function (el) {
        if (at && at != el && el.parentNode == parent && at.compareDocumentPosition(el) & 4 && MirrorOrder.stays(el)) {
          // What is in its way goes behind it.
          while (at && at != el && !MirrorOrder.stays(at)) {
            var next = at.nextSibling;
            parent.appendChild(at);
            at = next;
          }
        }
        if (at == el) at = at.nextSibling;
        else parent.insertBefore(el, at);
      });
    },
    // The twins' places and the groups', from `count` pairs at this word.
    order: function (places, count) {
      var keep = new Set(), shown = new Map(), modal = false;
      MirrorOrder.sequence = [];
      for (var i = 0; i < count; i++) keep.add(HEAPU32[places + 2 * i]);
      Mirror.twins.forEach(function (twin) { if (!keep.has(twin.id)) Mirror.remove(twin); });
      for (i = 0; i < count; i++) {
        var twin = Mirror.twins.get(HEAPU32[places + 2 * i]), row = Mirror.twins.get(HEAPU32[places + 2 * i + 1]);
        if (twin) MirrorOrder.note(twin, row, shown);
      }
      MirrorOrder.sections.forEach(function (section) { if (!shown.has(section)) section.outer.remove(); });
      var tops = new Map([[Mirror.root, [MirrorOrder.header, MirrorOrder.main]], [MirrorOrder.header, []], [MirrorOrder.main, []]]);
      shown.forEach(function (_, section) {
        modal = modal || section.modal;
        tops.get(section.parent).push(section.outer);
        MirrorOrder.fill(section);
      });
      tops.forEach(function (wanted, parent) { MirrorOrder.arrange(parent, wanted); });
      MirrorOrder.sections.forEach(function (section, group) { section.outer.inert = modal && !section.modal && group != Group.menu; });
    },
    note: function (twin, row, shown) {
      var section = MirrorOrder.section(twin.group);
      MirrorOrder.sequence.push(twin);
      if (!shown.has(section)) {
        shown.set(section, true);
        section.wanted = [];
        section.rows = [];
        section.modal = false;
      }
      section.modal = section.modal || twin.modal;
      if (row) row.inner.push(twin.el);
      else if (twin.role == Role.row) {
        MirrorOrder.list(section, twin.group);
        if (!section.rows.length) section.wanted.push(section.live);
        section.rows.push(twin);
        twin.inner = [];
      } else {
        section.wanted.push(twin.el);
        if (twin.notes[0]) section.wanted.push(twin.notes[0]);
      }
    },
    fill: function (section) {
      MirrorOrder.arrange(section.el, section.wanted);
      if (!section.rows.length) return section.live && section.live.remove();
      MirrorOrder.arrange(section.list, section.rows.map(function (row) { return row.el; }));
      section.rows.forEach(function (row) { MirrorOrder.arrange(row.el, row.inner, row.words); });
    },
    // Of a list's rows, and of a menu's entries, one is a tab stop: where the focus is, else the newest row, the first entry.
    stops: function () {
      var at = MirrorOrder.active();
      MirrorOrder.sections.forEach(function (section, group) {
        var all = group == Group.menu ? MirrorOrder.sequence.filter(function (twin) { return twin.role == Role.menuitem && !twin.el.disabled; })
          : section.rows.filter(function (row) { return row.press; }).reverse();
        var stop = all.indexOf(at) < 0 ? all[0] : at;
        all.forEach(function (twin) {
          var index = twin == stop ? 0 : -1;
          if (twin.words.tabIndex != index) twin.words.tabIndex = index;
        });
      });
    },
    // The twin that has the focus.
    active: function () {
      var el = document.activeElement && document.activeElement.closest('#mirror .twin');
      return el && Mirror.twins.get(+el.dataset.id);
    },
    // By the program: with a ring after keys, without one after a press.
    focus: function (twin) {
      var el = twin && Mirror.focusable(twin);
      MirrorInput.given = MirrorInput.keyboard ? 'visible' : 'arrived';
      if (el) el.focus({ preventScroll: true, focusVisible: MirrorInput.keyboard });
      MirrorInput.given = 0;
      return !!el && document.activeElement == el;
    },
    // Is the menu open that this element opened?
    menu_of: function (el) {
      var menu = MirrorOrder.sections[Group.menu], opener = Mirror.twins.get(MirrorOrder.opener);
      return menu && menu.outer.isConnected && opener && opener.el == el;
    },
    // The focused element went or was disabled: the focus goes to what opened the menu that it stood in, from a row to the newest
    // one, to a neighbour in its group, or to one of another group; never to nowhere while there is any. `before`: the order of then.
    refocus: function (twin, before) {
      var at = before.indexOf(twin), others = before.slice(at + 1).concat(before.slice(0, at).reverse());
      var near = others.filter(function (other) { return other.group == twin.group; });
      if (twin.role == Role.row) near = MirrorOrder.section(twin.group).rows.slice().reverse().concat(near);
      if (twin.group == Group.menu) near.unshift(Mirror.twins.get(MirrorOrder.opener));
      if (!near.concat(others).some(MirrorOrder.focus) && document.activeElement) document.activeElement.blur();
    }
  },

  // Brings the elements up to date: records (34 words each), places (id, row) when the order changed, and the item that is
  // to have the focus (0: none). True when that one has it now.
  page_mirror_apply__deps: ['$Mirror', '$MirrorOrder', '$PageText'],
  page_mirror_apply: function (records, count, places, placed, focus) {
    var active = MirrorOrder.active(), held = active && document.activeElement, before = MirrorOrder.sequence;
    Mirror.quiet = true;
    for (var at = records >> 2; count; at += 34, count--) Mirror.take(at);
    if (placed) MirrorOrder.order(places >> 2, placed);
    MirrorOrder.stops();
    // The same item in another element, or in the same one that was moved.
    var lost = active && (document.activeElement != held || held.disabled) && !MirrorOrder.focus(Mirror.twins.get(active.id));
    Mirror.quiet = false;
    // An id has 32 bits, a call's number 31 and a sign.
    if (focus && MirrorOrder.focus(Mirror.twins.get(focus >>> 0))) return true;
    if (lost) MirrorOrder.refocus(active, before);
    return false;
  }
});
