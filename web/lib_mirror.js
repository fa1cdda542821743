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
    tags: ['button', 'input', 'input', 'input', 'select', 'a', 'button', 'h', 'p', 'div', 'div', 'div', 'button', 'div'],
    roles: { 9: 'status', 10: 'alert', 11: 'listitem', 12: 'menuitem', 13: 'slider' },
    MULTILINE: 1, FIRST_DIALOG: 6, MESSAGES: 5, MENU: 10,

    set: function (el, name, value) {
      if (!value) {
        if (el.hasAttribute(name)) el.removeAttribute(name);
      } else if (el.getAttribute(name) !== '' + value) el.setAttribute(name, value);
    },
    create: function (id, role, group, field, level) {
      var el = document.createElement(role == 7 ? 'h' + level : role == 3 && field == Mirror.MULTILINE ? 'textarea' : Mirror.tags[role]);
      el.className = 'twin';
      if (role == 0 || role == 6 || role == 12) el.type = 'button';
      if (role == 1) el.type = 'checkbox';
      if (role == 2) el.type = 'radio';
      if (role == 3) {
        el.className = 'twin field';
        [['autocapitalize', 'off'], ['autocomplete', 'off'], ['autocorrect', 'off'], ['spellcheck', 'false'], ['writingsuggestions', 'false']]
          .forEach(function (pair) { el.setAttribute(pair[0], pair[1]); });
      }
      if (role == 5) {
        el.target = '_blank';
        el.rel = 'noopener';
      }
      if (role == 12) el.tabIndex = -1;
      Mirror.set(el, 'role', Mirror.roles[role]);
      el.dataset.id = id;
      // `words`: what has the name as its text. `notes`: of what is wrong and of what helps.
      var twin = { el: el, id: id, role: role, group: group, tag: field == Mirror.MULTILINE, level: level, notes: [0, 0], text: ['', '', '', '', '', '', '', ''] };
      twin.words = role == 0 || role > 4 && role < 13 && role != 11 ? el : 0;
      return twin;
    },
    // What of the twin can have the focus, or nothing.
    focusable: function (twin) {
      var el = twin.role == 11 ? twin.press && twin.words : twin.el;
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
      words.textContent = twin.text[0];
      if (twin.words) twin.words.replaceWith(words);
      else twin.el.insertBefore(words, twin.el.firstChild);
      twin.words = words;
      twin.press = press;
      if (twin.text[3]) Mirror.describe(twin);
    },
    // From the record at this word.
    state: function (twin, at) {
      var el = twin.el, role = twin.role, set = Mirror.set, flags = HEAPU32[at + 7];
      var off = !!(flags & 1);
      if (role < 5 || role == 6 || role == 12) el.disabled = off;
      if (role == 1 || role == 2) el.checked = twin.checked = !!(flags & 2);
      if (role == 2) el.name = twin.group + '.' + HEAPU32[at + 6];
      if (role == 0) set(el, 'aria-haspopup', flags & 1024 && 'menu');
      if (role == 6 || role == 0) set(el, 'aria-expanded', (role == 6 || flags & 1024) && '' + !!(flags & 4));
      if (role == 3 || role == 4) {
        set(el, 'aria-required', flags & 8 && 'true');
        set(el, 'aria-invalid', flags & 16 && 'true');
        twin.invalid = flags & 16;
        Mirror.describe(twin);
      }
      if (role == 3) Mirror.field(twin, HEAPU32[at + 4], flags);
      if (role == 11) {
        Mirror.row(twin, !!(flags & 2048));
        set(el, 'aria-setsize', HEAPU32[at + 8] || '');
        set(el, 'aria-posinset', HEAPU32[at + 9] || '');
      }
      if (role == 12) {
        var choice = HEAPU32[at + 6] > 0;
        set(el, 'role', choice ? 'menuitemradio' : 'menuitem');
        set(el, 'aria-checked', choice && '' + !!(flags & 2));
      }
      if (role == 13) {
        set(el, 'tabindex', off ? '' : '0');
        set(el, 'aria-disabled', off && 'true');
        set(el, 'aria-valuemin', '' + HEAP32[at + 10]);
        set(el, 'aria-valuemax', '' + HEAP32[at + 11]);
      }
      el.classList.toggle('off', !!(flags & 64));
      twin.modal = !!(flags & 128);
    },
    field: function (twin, kind, flags) {
      var el = twin.el, set = Mirror.set;
      el.readOnly = !!(flags & 32);
      el.classList.toggle('shown', !!(flags & 256) && !(flags & 64));
      el.classList.toggle('mono', !!(flags & 512));
      if (twin.tag) return;
      set(el, 'type', kind == 2 ? 'password' : kind == 4 ? 'search' : 'text');
      set(el, 'inputmode', kind == 3 ? 'numeric' : kind == 5 ? 'url' : '');
      // A secret that is shown is no word to be remembered, nor is anything else but name and password.
      set(el, 'autocomplete', kind == 2 ? 'current-password' : kind == 6 ? 'username' : 'off');
      set(el, 'enterkeyhint', kind == 4 ? 'search' : ['', 'go', 'send', 'go'][twin.group] || '');
    },
    box: function (twin, at) {
      var el = twin.el, style = el.style, box = HEAPF32.subarray(at, at + 8);
      style.width = box[2] + 'px';
      // A one-line field's paddings give its height: in a height of its own WebKit would centre the text by halves of pixels.
      style.height = twin.role == 3 && !twin.tag ? 'auto' : box[3] + 'px';
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
      if (twin.role == 3 && !twin.tag) {
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
    // The n-th of name, value, error, help, placeholder, options, href, shortcut.
    string: function (twin, n, text) {
      var el = twin.el, role = twin.role, set = Mirror.set;
      twin.text[n] = text;
      if (n == 0) {
        if (twin.words) twin.words.textContent = text;
        else set(el, 'aria-label', text);
      } else if (n == 1) {
        if (role == 3) Mirror.value(twin, text);
        else if (role == 4) el.value = text;
        else if (role == 13) set(el, 'aria-valuenow', text);
      } else if (n == 2 || n == 3) {
        Mirror.describe(twin);
      } else if (n == 4) {
        if (role == 3) set(el, 'placeholder', text);
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
      var ids = [2, 3].map(function (n, i) {
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
      if (twin.role == 3 || twin.role == 4) Mirror.set(twin.el, 'aria-errormessage', twin.invalid && ids[0]);
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
      if (twin && (twin.role != role || twin.group != group || twin.tag != (field == Mirror.MULTILINE) || (role == 7 && twin.level != level))) {
        old = twin;
        twin = 0;
      }
      if (!twin) {
        twin = Mirror.create(id, role, group, field, level);
        parts |= 3;
        if (old) {
          old.el.replaceWith(twin.el);
          Mirror.remove(old);
        }
        Mirror.twins.set(id, twin);
      }
      if (parts & 1) Mirror.state(twin, at);
      if (parts & 2) Mirror.box(twin, at + 12);
      for (n = 0; n < 8; n++) {
        if (parts & 4 << n) Mirror.string(twin, n, PageText.read(w[at + 20 + 2 * n], w[at + 21 + 2 * n]));
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
