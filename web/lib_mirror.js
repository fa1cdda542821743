// The mirror's elements: one real, mostly invisible element for every item on the canvas, at its box. Where they stand is
// lib_mirror_order.js, what a person does to them lib_mirror_input.js and lib_mirror_keys.js; what has changed, the program
// says (browser/mirror_diff.h has the records' layout).
mergeInto(LibraryManager.library, {
  $Mirror: {
    root: 0,
    twins: 0,        // id -> {el, id, role, group, …}
    names: [],       // by group
    size: 0, line: 0,  // em and height of the canvas's lines
    ratio: 0,        // device pixels a CSS pixel, for which `fits` were made
    unit: 1,         // a pixel of the browser's layout, in CSS pixels
    fits: 0,         // how one-line fields lie to the canvas's lines, by font and height
    composing: 0,    // the field in which an input method is at work
    quiet: false,    // focus moves by our own hand
    // By role: the element, and what it is said to be when the element does not say it.
    tags: ['button', 'input', 'input', 'input', 'a', 'button', 'h', 'p', 'div', 'div', 'div', 'button', 'div'],
    roles: { 8: 'status', 9: 'alert', 10: 'listitem', 11: 'menuitem', 12: 'slider' },

    set: function (el, name, value) {
      if (!value) {
        if (el.hasAttribute(name)) el.removeAttribute(name);
      } else if (el.getAttribute(name) !== '' + value) el.setAttribute(name, value);
    },
    create: function (id, role, group, field, level) {
      var el = document.createElement(role == Role.heading ? 'h' + level : role == Role.textbox && field == FieldKind.multiline ? 'textarea' : Mirror.tags[role]);
      el.className = 'twin';
      if (role == Role.button || role == Role.disclosure || role == Role.menuitem) el.type = 'button';
      if (role == Role.checkbox) el.type = 'checkbox';
      if (role == Role.radio) el.type = 'radio';
      if (role == Role.textbox) {
        el.className = 'twin field';
        [['autocapitalize', 'off'], ['autocomplete', 'off'], ['autocorrect', 'off'], ['spellcheck', 'false'], ['writingsuggestions', 'false']]
          .forEach(function (pair) { el.setAttribute(pair[0], pair[1]); });
      }
      if (role == Role.link) {
        el.target = '_blank';
        el.rel = 'noopener';
      }
      if (role == Role.menuitem) el.tabIndex = -1;
      Mirror.set(el, 'role', Mirror.roles[role]);
      el.dataset.id = id;
      // `words`: what has the name as its text. `notes`: of what is wrong and of what helps.
      var twin = { el: el, id: id, role: role, group: group, tag: field == FieldKind.multiline, level: level, notes: [0, 0], text: ['', '', '', '', '', '', ''] };
      var worded = role == Role.button || role > Role.textbox && role != Role.row && role != Role.slider;
      twin.words = worded ? el : 0;
      return twin;
    },
    // What of the twin can have the focus, or nothing.
    focusable: function (twin) {
      var el = twin.role == Role.row ? twin.press && twin.words : twin.el;
      return el && el.isConnected && !el.disabled && (el.tabIndex >= 0 || el.hasAttribute('tabindex')) && !el.closest('[inert]') ? el : 0;
    },
    // A row that does something holds a button with its name, another one only the name.
    row: function (twin, press) {
      if (twin.words && twin.press == press) return;
      var words = document.createElement(press ? 'button' : 'span');
      if (press) {
        words.type = 'button';
        words.tabIndex = -1;
      }
      words.textContent = twin.text[Told.name];
      if (twin.words) twin.words.replaceWith(words);
      else twin.el.insertBefore(words, twin.el.firstChild);
      twin.words = words;
      twin.press = press;
      if (twin.text[Told.help]) Mirror.describe(twin);
    },
    // From the record at this word.
    state: function (twin, at) {
      var el = twin.el, role = twin.role, set = Mirror.set, flags = HEAPU32[at + 7];
      var off = !!(flags & Flag.disabled);
      if (role < Role.link || role == Role.disclosure || role == Role.menuitem) el.disabled = off;
      if (role == Role.checkbox || role == Role.radio) el.checked = twin.checked = !!(flags & Flag.checked);
      if (role == Role.radio) el.name = twin.group + '.' + HEAPU32[at + 6];
      if (role == Role.button) set(el, 'aria-haspopup', flags & Flag.opens_menu && 'menu');
      if (role == Role.disclosure || role == Role.button)
        set(el, 'aria-expanded', (role == Role.disclosure || flags & Flag.opens_menu) && '' + !!(flags & Flag.expanded));
      if (role == Role.textbox) {
        set(el, 'aria-required', flags & Flag.required && 'true');
        set(el, 'aria-invalid', flags & Flag.invalid && 'true');
        twin.invalid = flags & Flag.invalid;
        Mirror.describe(twin);
        Mirror.field(twin, HEAPU32[at + 4], flags);
      }
      if (role == Role.row) {
        Mirror.row(twin, !!(flags & Flag.activates));
        set(el, 'aria-setsize', HEAPU32[at + 8] || '');
        set(el, 'aria-posinset', HEAPU32[at + 9] || '');
      }
      if (role == Role.menuitem) {
        var choice = HEAPU32[at + 6] > 0;
        set(el, 'role', choice ? 'menuitemradio' : 'menuitem');
        set(el, 'aria-checked', choice && '' + !!(flags & Flag.checked));
      }
      if (role == Role.slider) {
        set(el, 'tabindex', off ? '' : '0');
        set(el, 'aria-disabled', off && 'true');
        set(el, 'aria-valuemin', '' + HEAP32[at + 10]);
        set(el, 'aria-valuemax', '' + HEAP32[at + 11]);
      }
      el.classList.toggle('off', !!(flags & Flag.untouchable));
      twin.modal = !!(flags & Flag.modal);
    },
    field: function (twin, kind, flags) {
      var el = twin.el, set = Mirror.set;
      el.readOnly = !!(flags & Flag.readonly);
      el.classList.toggle('shown', !!(flags & Flag.shows_text) && !(flags & Flag.untouchable));
      el.classList.toggle('mono', !!(flags & Flag.mono));
      if (twin.tag) return;
      set(el, 'type', kind == FieldKind.password ? 'password' : kind == FieldKind.search ? 'search' : 'text');
      set(el, 'inputmode', kind == FieldKind.numeric ? 'numeric' : kind == FieldKind.host ? 'url' : '');
      // A secret that is shown is no word to be remembered, nor is anything else but name and password.
      set(el, 'autocomplete', kind == FieldKind.password ? 'current-password' : kind == FieldKind.user_name ? 'username' : 'off');
      var sends = twin.group == Group.publish, goes = twin.group == Group.connect || twin.group == Group.subscribe;
      set(el, 'enterkeyhint', kind == FieldKind.search ? 'search' : sends ? 'send' : goes ? 'go' : '');
    },
    box: function (twin, at) {
      var el = twin.el, style = el.style, box = HEAPF32.subarray(at, at + 8);
      style.width = box[2] + 'px';
      // A one-line field's paddings give its height: in a height of its own WebKit would centre the text by halves of pixels.
      style.height = twin.role == Role.textbox && !twin.tag ? 'auto' : box[3] + 'px';
      twin.left = box[0];
      twin.top = box[1];
      twin.height = box[3];
      Mirror.place(twin);
      twin.inset = [box[4], box[5], box[6], box[7]];
      twin.cut = twin.inset.some(Boolean);
      style.clipPath = twin.cut ? 'inset(' + box[4] + 'px ' + box[5] + 'px ' + box[6] + 'px ' + box[7] + 'px)' : '';
    },
    // A one-line field's base line goes to where the canvas has it; the browser would centre it in its own way.
    place: function (twin) {
      var style = twin.el.style, shift = 0;
      if (twin.role == Role.textbox && !twin.tag) {
        var fit = Mirror.fit(twin.el.classList.contains('mono') ? 2 : 0, twin.height);
        var base = Math.round(twin.top + (twin.height - Mirror.line) / 2) - twin.top + fit.line;
        // Within the field browsers put it on a whole pixel of their layout; the rest moves the field, and is rounded once.
        var whole = Math.round(base / Mirror.unit) * Mirror.unit, above = fit.above + whole - fit.base;
        style.paddingTop = Math.max(0, above) + 'px';
        style.paddingBottom = Math.max(0, twin.height - fit.height - above) + 'px';
        shift = base - whole;
        // Just between two pixels it goes down, as the canvas's glyphs do.
        if (Math.abs((twin.top + base) * Mirror.ratio % 1 - 0.5) < 0.04) shift += 0.02;
      }
      style.transform = 'translate(' + twin.left + 'px,' + (twin.top + shift) + 'px)';
    },
    // Of a field as high as this: the padding above with which it was tried, the base line that came of it and how high its line
    // then was; and a line's own base line.
    fit: function (face, height) {
      var key = face + ' ' + height, fit = Mirror.fits[key];
      if (!fit) {
        var above = Math.max(0, Math.floor((height - Mirror.line) / 2));
        fit = Mirror.fits[key] = Glyphs.field(Mirror.root, face, Mirror.size, Mirror.line, above);
        fit.above = above;
        fit.line = Glyphs.line(face, Mirror.size, Mirror.line);
      }
      return fit;
    },
    string: function (twin, n, text) {
      var el = twin.el, role = twin.role, set = Mirror.set;
      twin.text[n] = text;
      if (n == Told.name) {
        if (twin.words) twin.words.textContent = text;
        else set(el, 'aria-label', text);
      } else if (n == Told.value) {
        if (role == Role.textbox) Mirror.value(twin, text);
        else if (role == Role.slider) set(el, 'aria-valuenow', text);
      } else if (n == Told.error || n == Told.help) {
        Mirror.describe(twin);
      } else if (n == Told.placeholder) {
        if (role == Role.textbox) set(el, 'placeholder', text);
      } else if (n == Told.href) {
        if (role == Role.link) el.href = text;
      } else {
        set(el, 'aria-keyshortcuts', text);
      }
    },
    // Written only when it differs, and never under an input method; the caret stays.
    value: function (twin, text) {
      var el = twin.el, wanted = twin.caret;
      twin.caret = 0;
      if (el == Mirror.composing || el.value == text) return;
      var caret = el != document.activeElement ? -1 : wanted || el.selectionStart;
      el.value = text;
      if (caret >= 0) el.setSelectionRange(caret, caret);
    },
    // What is wrong stands behind its field, where it is read as well; what helps is only pointed at.
    describe: function (twin) {
      var ids = [Told.error, Told.help].map(function (n, i) {
        var note = twin.notes[i], text = twin.text[n];
        if (!text) {
          if (note) note.remove();
          return twin.notes[i] = 0;
        }
        if (!note) {
          note = twin.notes[i] = document.createElement('span');
          note.id = (i ? 'help' : 'error') + twin.id;
          note.className = 'note';
          note.hidden = !!i;
          if (i) Mirror.root.appendChild(note);
          else if (twin.el.isConnected) twin.el.after(note);
        }
        if (note.textContent != text) note.textContent = text;
        return note.id;
      });
      Mirror.set(twin.press ? twin.words : twin.el, 'aria-describedby', ids.filter(Boolean).join(' '));
      if (twin.role == Role.textbox) Mirror.set(twin.el, 'aria-errormessage', twin.invalid && ids[0]);
    },
    remove: function (twin) {
      twin.el.remove();
      twin.notes.forEach(function (note) { if (note) note.remove(); });
      if (Mirror.composing == twin.el) Mirror.composing = 0;
      Mirror.twins.delete(twin.id);
    },
    // Makes or changes the element that the record at this word speaks of.
    take: function (at) {
      var w = HEAPU32, id = w[at], parts = w[at + 1], role = w[at + 2], group = w[at + 3], field = w[at + 4], level = w[at + 5];
      var twin = Mirror.twins.get(id), n, old = 0;
      if (twin && (twin.role != role || twin.group != group || twin.tag != (field == FieldKind.multiline) || (role == Role.heading && twin.level != level))) {
        old = twin;
        twin = 0;
      }
      if (!twin) {
        twin = Mirror.create(id, role, group, field, level);
        parts |= Part.state | Part.box;
        if (old) {
          old.el.replaceWith(twin.el);
          Mirror.remove(old);
        }
        Mirror.twins.set(id, twin);
      }
      if (parts & Part.state) Mirror.state(twin, at);
      if (parts & Part.box) Mirror.box(twin, at + 12);
      for (n = 0; n < twin.text.length; n++) {
        if (parts & Part.first_string << n) Mirror.string(twin, n, PageText.read(w[at + 20 + 2 * n], w[at + 21 + 2 * n]));
        else if (old && old.text[n]) Mirror.string(twin, n, old.text[n]);
      }
    }
  },

  page_mirror_group__deps: ['$Mirror', '$MirrorOrder', '$PageText'],
  page_mirror_group: function (group, name, length) {
    Mirror.names[group] = PageText.read(name, length);
    MirrorOrder.name(group);
  },

  // The canvas's text in fields: em and line height in CSS pixels.
  page_mirror_look__deps: ['$Mirror', '$Glyphs'],
  page_mirror_look: function (size, line) {
    var style = Mirror.root.style;
    if (Mirror.size == size && Mirror.line == line && Mirror.ratio == devicePixelRatio) return;
    Mirror.size = size;
    Mirror.line = line;
    Mirror.ratio = devicePixelRatio;
    Mirror.unit = Glyphs.unit();
    Mirror.fits = {};
    Mirror.twins.forEach(Mirror.place);
    style.setProperty('--size', size + 'px');
    style.setProperty('--line', line + 'px');
  }
});
