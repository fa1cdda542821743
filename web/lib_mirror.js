// The mirror's elements: one real, mostly invisible element for every item on the canvas, at its box. What a person does
// to them is lib_mirror_input.js; what has changed, the program says (browser/mirror_diff.h has the records' layout).
mergeInto(LibraryManager.library, {
  $Mirror: {
    root: 0,
    twins: 0,        // id -> {el, id, role, level, error}
    sections: [],    // by group: {el, list, live}
    names: [],       // by group
    line: 0,         // height of the canvas's lines
    fits: 0,         // of the two fonts, how a one-line field's line lies to the canvas's
    composing: 0,    // the field in which an input method is at work
    quiet: false,    // focus moves by our own hand
    tags: ['button', 'input', 'input', 'input', 'select', 'a', 'button', 'h', 'p', 'div', 'div', 'div'],
    roles: { 9: 'status', 10: 'alert', 11: 'listitem' },
    MULTILINE: 1, FIRST_DIALOG: 6, MESSAGES: 5,

    set: function (el, name, value) {
      if (value === false || value === '' || value == null) {
        if (el.hasAttribute(name)) el.removeAttribute(name);
      } else if (el.getAttribute(name) !== '' + value) el.setAttribute(name, value);
    },
    section: function (group) {
      var section = Mirror.sections[group];
      if (section) return section;
      var el = document.createElement('section');
      var dialog = group >= Mirror.FIRST_DIALOG;
      el.setAttribute('role', dialog ? 'dialog' : 'group');
      if (dialog) el.setAttribute('aria-modal', 'true');
      Mirror.set(el, 'aria-label', Mirror.names[group]);
      return Mirror.sections[group] = { el: el, list: 0, live: 0, modal: false };
    },
    // The list of a group's rows; that of the messages is a log, whose new lines are read out.
    list: function (group) {
      var section = Mirror.section(group);
      if (!section.list) {
        section.list = document.createElement('div');
        section.list.setAttribute('role', 'list');
        section.live = section.list;
        if (group == Mirror.MESSAGES) {
          section.live = document.createElement('div');
          section.live.setAttribute('role', 'log');
          Mirror.set(section.live, 'aria-label', Mirror.names[group]);
          section.live.appendChild(section.list);
        }
      }
      return section;
    },
    create: function (id, role, group, field, level) {
      var el = document.createElement(role == 7 ? 'h' + level : role == 3 && field == Mirror.MULTILINE ? 'textarea' : Mirror.tags[role]);
      el.className = 'twin';
      if (role == 0 || role == 6) el.type = 'button';
      if (role == 1) el.type = 'checkbox';
      if (role == 2) el.type = 'radio';
      if (role == 3) {
        el.className = 'twin field';
        el.autocapitalize = el.autocomplete = 'off';
        el.spellcheck = false;
        el.setAttribute('autocorrect', 'off');
      }
      if (role == 5) {
        el.target = '_blank';
        el.rel = 'noopener';
      }
      if (role == 11) {
        el.appendChild(document.createElement('span'));
        el.tabIndex = -1;
      }
      Mirror.set(el, 'role', Mirror.roles[role]);
      el.dataset.id = id;
      return { el: el, id: id, role: role, group: group, tag: field == Mirror.MULTILINE, level: level, note: 0, text: ['', '', '', '', '', '', '', ''] };
    },
    state: function (twin, field, radios, flags, size, position) {
      var el = twin.el, role = twin.role, set = Mirror.set;
      if (role < 5 || role == 6) el.disabled = !!(flags & 1);
      if (role == 1 || role == 2) el.checked = !!(flags & 2);
      if (role == 2) el.name = twin.group + '.' + radios;
      if (role == 6) set(el, 'aria-expanded', '' + !!(flags & 4));
      if (role == 3 || role == 4) {
        set(el, 'aria-required', flags & 8 ? 'true' : '');
        set(el, 'aria-invalid', flags & 16 ? 'true' : '');
      }
      if (role == 3) {
        el.readOnly = !!(flags & 32);
        el.classList.toggle('shown', !!(flags & 256) && !(flags & 64));
        el.classList.toggle('mono', !!(flags & 512));
        if (field != Mirror.MULTILINE) {
          var type = field == 2 ? 'password' : field == 4 ? 'search' : 'text';
          if (el.type != type) el.type = type;
          el.inputMode = field == 3 ? 'numeric' : '';
          el.autocomplete = field == 2 ? 'current-password' : 'off';
        }
      }
      if (role == 11) {
        set(el, 'aria-setsize', size || '');
        set(el, 'aria-posinset', position || '');
        twin.last = size == position;
      }
      el.classList.toggle('off', !!(flags & 64));
      twin.modal = !!(flags & 128);
    },
    box: function (twin, at) {
      var el = twin.el, style = el.style, box = HEAPF32.subarray(at, at + 8);
      style.transform = 'translate(' + box[0] + 'px,' + box[1] + 'px)';
      style.width = box[2] + 'px';
      style.height = box[3] + 'px';
      if (twin.role == 3 && !twin.tag) {
        // The line stands on whole pixels, as on the canvas; the browser would centre it on half ones.
        var fit = Mirror.fits[el.classList.contains('mono') ? 1 : 0], above = Math.round((box[3] - Mirror.line) / 2) + fit.shift;
        style.paddingTop = above + 'px';
        style.paddingBottom = Math.max(0, box[3] - fit.height - above) + 'px';
      }
      style.clipPath = box[4] || box[5] || box[6] || box[7] ? 'inset(' + box[4] + 'px ' + box[5] + 'px ' + box[6] + 'px ' + box[7] + 'px)' : '';
    },
    // Browsers make the line of a one-line field no lower than the font's own height.
    fit: function (face, size) {
      var probe = document.createElement('div');
      probe.style.cssText = 'position:absolute;font:' + size + 'px var(--' + (face ? 'mono' : 'ui') + ')';
      probe.textContent = 'x';
      Mirror.root.appendChild(probe);
      var height = Math.max(Mirror.line, Math.round(probe.getBoundingClientRect().height));
      probe.remove();
      var box = Glyphs.use(face, size).measureText('x');
      var ink = Math.round(box.fontBoundingBoxAscent) + Math.round(box.fontBoundingBoxDescent) || size;
      return { height: height, shift: Math.floor((Mirror.line - ink) / 2) - Math.floor((height - ink) / 2) };
    },
    // The n-th of name, value, error, help, placeholder, options, href, shortcut.
    string: function (twin, n, text) {
      var el = twin.el, role = twin.role, set = Mirror.set;
      twin.text[n] = text;
      if (n == 0) {
        if (role == 11) el.firstChild.textContent = text;
        else if (role == 0 || role > 4) el.textContent = text;
        else set(el, 'aria-label', text);
      } else if (n == 1) {
        if (role == 3) Mirror.value(el, text);
        else if (role == 4) el.value = text;
      } else if (n == 2 || n == 3) {
        Mirror.describe(twin);
      } else if (n == 4) {
        el.placeholder = text;
      } else if (n == 5 && role == 4) {
        el.textContent = '';
        text.split('\n').forEach(function (line) {
          var tab = line.indexOf('\t');
          if (tab >= 0) el.add(new Option(line.slice(tab + 1), line.slice(0, tab)));
        });
        el.value = twin.text[1];
      } else if (n == 6 && role == 5) {
        el.href = text;
      } else if (n == 7) {
        set(el, 'aria-keyshortcuts', text);
      }
    },
    // Written only when it differs, and never under an input method; the caret stays.
    value: function (el, text) {
      if (el == Mirror.composing || el.value == text) return;
      var caret = el == document.activeElement ? el.selectionStart : -1;
      el.value = text;
      if (caret >= 0) el.setSelectionRange(caret, caret);
    },
    // What is wrong and what helps, in an element of its own beside it.
    describe: function (twin) {
      var text = [twin.text[2], twin.text[3]].filter(Boolean).join(' ');
      if (text && !twin.note) {
        twin.note = document.createElement('span');
        twin.note.hidden = true;
        twin.note.id = 'note' + twin.id;
        Mirror.root.appendChild(twin.note);
      }
      if (twin.note) twin.note.textContent = text;
      Mirror.set(twin.el, 'aria-describedby', text && twin.note.id);
    },
    remove: function (twin) {
      twin.el.remove();
      if (twin.note) twin.note.remove();
      Mirror.twins.delete(twin.id);
    },
    // Puts `wanted` as the element's children (those we placed), moving as few as can be: a moved field loses its focus.
    arrange: function (parent, wanted, skip) {
      var at = skip ? skip.nextSibling : parent.firstChild;
      wanted.forEach(function (el) {
        if (at == el) at = at.nextSibling;
        else parent.insertBefore(el, at);
      });
    },
    order: function (places, count) {
      var wanted = new Map(), rows = new Map(), top = [], keep = new Set();
      for (var i = 0; i < count; i++) keep.add(HEAPU32[places + 2 * i]);
      Mirror.twins.forEach(function (twin) { if (!keep.has(twin.id)) Mirror.remove(twin); });
      for (i = 0; i < count; i++) {
        var twin = Mirror.twins.get(HEAPU32[places + 2 * i]), row = HEAPU32[places + 2 * i + 1];
        if (!twin) continue;
        var section = twin.role == 11 ? Mirror.list(twin.group) : Mirror.section(twin.group);
        if (!wanted.has(section)) {
          wanted.set(section, []);
          rows.set(section, []);
          top.push(section.el);
          section.modal = false;
        }
        section.modal = section.modal || twin.modal;
        if (row) {
          var parent = Mirror.twins.get(row);
          (parent.inner = parent.inner || []).push(twin.el);
          continue;
        }
        if (twin.role != 11) wanted.get(section).push(twin.el);
        else {
          if (!rows.get(section).length) wanted.get(section).push(section.live);
          rows.get(section).push(twin);
        }
      }
      Mirror.sections.forEach(function (section) {
        if (!section) return;
        if (!wanted.has(section)) return section.el.remove();
        Mirror.arrange(section.el, wanted.get(section));
        var list = rows.get(section);
        if (!list.length) return section.live && section.live.remove();
        // While an older part is in view, what scrolls by is no news.
        if (section.live != section.list) Mirror.set(section.live, 'aria-live', list[list.length - 1].last ? '' : 'off');
        Mirror.arrange(section.list, list.map(function (row) { return row.el; }));
        // One row is a tab stop: where the focus is, else the newest.
        var stop = list.find(function (row) { return row.el == document.activeElement; }) || list[list.length - 1];
        list.forEach(function (row) {
          row.el.tabIndex = row == stop ? 0 : -1;
          if (row.inner) Mirror.arrange(row.el, row.inner, row.el.firstChild);
          row.inner = 0;
        });
      });
      Mirror.arrange(Mirror.root, top);
      var modal = top.some(function (el) { return Mirror.sections.some(function (s) { return s && s.el == el && s.modal; }); });
      wanted.forEach(function (_, section) { section.el.inert = modal && !section.modal; });
    },
    focusable: function (el) {
      return el.isConnected && !el.disabled && el.tabIndex >= 0 && !el.closest('[inert]');
    },
    // The focused element went or was disabled: the focus goes to a neighbour, not to nowhere.
    refocus: function (el, near) {
      var next = near.find(Mirror.focusable);
      Mirror.quiet = false;
      if (next) next.focus({ preventScroll: true });
      else el.blur();
    }
  },

  // Brings the elements up to date: records (30 words each), places (id, row) when the order changed, and the item that is
  // to have the focus (0: none). True when that one has it now.
  page_mirror_apply__deps: ['$Mirror', '$PageText'],
  page_mirror_apply: function (records, count, places, placed, focus) {
    var active = Mirror.twins.get(+(document.activeElement.dataset || {}).id);
    // Should the focused element go or be disabled: the next ones in order, then the ones before it.
    var near = [];
    if (active) {
      var all = Array.from(Mirror.root.querySelectorAll('.twin')), i = all.indexOf(active.el);
      near = all.slice(i + 1).concat(all.slice(0, i).reverse()).filter(function (el) { return el.closest('section') == active.el.closest('section'); });
    }
    Mirror.quiet = true;
    for (var at = records >> 2; count; at += 34, count--) {
      var w = HEAPU32, id = w[at], parts = w[at + 1], role = w[at + 2], group = w[at + 3], field = w[at + 4], level = w[at + 5];
      var twin = Mirror.twins.get(id), n, old = 0;
      if (twin && (twin.role != role || twin.group != group || twin.tag != (field == Mirror.MULTILINE) || (role == 7 && twin.level != level))) {
        old = twin;
        twin = 0;
      }
      if (!twin) {
        twin = Mirror.create(id, role, group, field, level);
        Mirror.twins.set(id, twin);
        parts |= 3;
        if (old) {
          old.el.replaceWith(twin.el);
          twin.note = old.note;
          for (n = 0; n < 8; n++) if (old.text[n]) Mirror.string(twin, n, old.text[n]);
        }
      }
      if (parts & 1) Mirror.state(twin, field, w[at + 6], w[at + 7], w[at + 8], w[at + 9]);
      if (parts & 2) Mirror.box(twin, at + 10);
      for (n = 0; n < 8; n++)
        if (parts & 4 << n) Mirror.string(twin, n, PageText.read(HEAPU32[at + 18 + 2 * n], HEAPU32[at + 19 + 2 * n]));
    }
    if (placed) Mirror.order(places >> 2, placed);
    var wish = focus && Mirror.twins.get(focus >>> 0);  // an id has 32 bits, a call's number 31 and a sign
    if (wish) {
      Mirror.quiet = false;
      wish.el.focus({ preventScroll: true });
      if (document.activeElement != wish.el) wish = 0;
    } else if (active && document.activeElement != active.el) {
      if (Mirror.focusable(active.el)) active.el.focus({ preventScroll: true });
      else Mirror.refocus(active.el, near);
    } else if (active && active.el.disabled) Mirror.refocus(active.el, near);
    Mirror.quiet = false;
    return !!wish;
  },

  page_mirror_group__deps: ['$Mirror', '$PageText'],
  page_mirror_group: function (group, name, length) {
    Mirror.names[group] = PageText.read(name, length);
    var section = Mirror.sections[group];
    if (!section) return;
    Mirror.set(section.el, 'aria-label', Mirror.names[group]);
    if (section.live != section.list) Mirror.set(section.live, 'aria-label', Mirror.names[group]);
  },

  // The canvas's text in fields: em and line height in CSS pixels, colour as 0xRRGGBB.
  page_mirror_look__deps: ['$Mirror', '$Glyphs'],
  page_mirror_look: function (size, line, ink) {
    var style = Mirror.root.style;
    if (Mirror.line != line) {
      Mirror.line = line;
      Mirror.fits = [Mirror.fit(0, size), Mirror.fit(2, size)];
    }
    style.setProperty('--size', size + 'px');
    style.setProperty('--line', line + 'px');
    style.setProperty('--ink', '#' + (ink + 0x1000000).toString(16).slice(1));
  }
});
