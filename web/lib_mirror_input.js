// What a pointer, an input method, a screen reader or automation does to the mirror's elements, told to the program; the
// elements themselves change only when the program says so. Keys: lib_mirror_keys.js.
mergeInto(LibraryManager.library, {
  $MirrorInput: {
    WHOLE: 256, UNSEEN: 512,  // beside Kind.text
    given: 0,         // how the focus is being moved by our own hand: 'visible', 'arrived' or 'pressed'; 0: it is not
    keyboard: true,   // what was done last was no press of mouse or finger

    twin: function (event) {
      var el = event.target.closest && event.target.closest('#mirror .twin');
      return el && Mirror.twins.get(+el.dataset.id);
    },
    post: function (kind, twin, text) {
      _page_mirror_event(kind, twin ? twin.id : 0, text ? PageText.write(text) : 0);
    },
    click: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin || twin.role == Role.row && !twin.press) return;
      if (twin.role == Role.checkbox || twin.role == Role.radio) event.preventDefault();  // the state comes back from the program
      if (twin.role == Role.textbox || twin.role == Role.link) return;
      MirrorInput.post(Kind.click, twin);
      Services.act_now();
    },
    // The program sees the button go down in one frame and up in another.
    canvas_click: function () {
      Services.act_now();
      Services.act_now();
    },
    // `input` from typing, `change` alone from some that set a value by program.
    input: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin) return;
      if (twin.role == Role.textbox) {
        if (!event.isComposing && Mirror.composing != twin.el) MirrorInput.text(twin);
      } else if ((twin.role == Role.checkbox || twin.role == Role.radio) && twin.el.checked != twin.checked) {
        twin.el.checked = twin.checked;
        MirrorInput.post(Kind.click, twin);
      }
    },
    text: function (twin) {
      var text = twin.el.value, whole = twin.edited ? 0 : MirrorInput.WHOLE;
      twin.edited = false;
      if (text == twin.text[Told.value]) return;
      twin.text[Told.value] = text;
      // What is typed into a field that is scrolled out of sight brings it back.
      if (twin.cut && twin.el == document.activeElement) MirrorInput.post(Kind.focus, twin, 'visible');
      MirrorInput.post(Kind.text | whole, twin, text);
    },
    // Is something in the text about to change, and not all of it? A long text is only shown in part: the rest of it stays then.
    before: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin || twin.role != Role.textbox || event.isComposing) return;
      twin.edited = twin.el.selectionEnd - twin.el.selectionStart < twin.el.value.length;
      // A change that was announced and did not come says nothing of the next one.
      if (event.type) setTimeout(function () { if (Mirror.composing != twin.el) twin.edited = false; });
    },
    // A browser takes seconds and minutes to put in what is long: it goes to the program, and comes back as much as can be edited.
    paste: function (event) {
      var twin = MirrorInput.twin(event), data = event.clipboardData;
      if (!twin || twin.role != Role.textbox || twin.el.readOnly || !data) return;
      var el = twin.el, text = data.getData('text/plain').replace(/\r\n?/g, '\n'), start = el.selectionStart, end = el.selectionEnd;
      if (!twin.tag) text = text.replace(/\n/g, '');
      var all = el.value.slice(0, start) + text + el.value.slice(end);
      if (all.length <= 262144 && !/[^\n]{32769}/.test(all)) return;
      event.preventDefault();
      twin.caret = start + text.length;
      MirrorInput.post(Kind.text | MirrorInput.UNSEEN | (end - start < el.value.length ? 0 : MirrorInput.WHOLE), twin, all);
      // Taken, and shown: what is typed next is typed behind it.
      _page_mirror_now();
      _page_mirror_now();
    },
    compose: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin) return;
      if (event.type == 'compositionstart') MirrorInput.before({ target: twin.el });
      Mirror.composing = event.type == 'compositionstart' ? twin.el : 0;
      if (!Mirror.composing) MirrorInput.text(twin);
    },
    focus: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin || Mirror.quiet) return;
      var from = event.relatedTarget && MirrorInput.twin({ target: event.relatedTarget });
      if (twin.group == Group.menu && (!from || from.group != Group.menu)) MirrorOrder.opener = from ? from.id : 0;
      var visible = true;
      try { visible = event.target.matches(':focus-visible'); } catch (_) { /* an old browser: rather a ring too many */ }
      MirrorInput.post(Kind.focus, twin, MirrorInput.given || (visible ? 'visible' : 'pressed'));
      MirrorOrder.stops();
    },
    blur: function (event) {
      var twin = MirrorInput.twin(event);
      // When the whole window loses the focus the element is still the active one, and its text still shows.
      if (twin && !Mirror.quiet && document.activeElement != event.target) MirrorInput.post(Kind.blur, twin);
    },
    // A press on the canvas focuses what stands there, as on any page; a press on nothing takes the focus away.
    press: function (event) {
      if (!event.isTrusted) return;
      event.preventDefault();
      var hit = 0;
      MirrorOrder.sequence.forEach(function (twin) {
        var el = !twin.el.classList.contains('off') && Mirror.focusable(twin);
        if (!el) return;
        var box = twin.el.getBoundingClientRect();
        // Without what is clipped of it.
        var cut = twin.inset, x = event.clientX, y = event.clientY;
        if (x >= box.left + cut[3] && x < box.right - cut[1] && y >= box.top + cut[0] && y < box.bottom - cut[2]) hit = el;
      });
      // What opened the menu closes it: it must not lose the focus first.
      if (hit && MirrorOrder.menu_of(hit)) return;
      window.focus();
      MirrorInput.given = 'pressed';
      if (hit) hit.focus({ preventScroll: true, focusVisible: false });
      else if (document.activeElement.blur) document.activeElement.blur();
      MirrorInput.given = 0;
    },
    // The browser's own guess of it does not see presses on the canvas, which are prevented.
    last: function (event) {
      if (!/^(Alt|Control|Meta|Shift)$/.test(event.key)) MirrorInput.keyboard = event.type == 'keydown';
    },
    // The canvas has to know that the pointer is over it although a field or link of ours took the event.
    forward: function (event) {
      if (!MirrorInput.twin(event)) return;
      Module.canvas.dispatchEvent(new MouseEvent(event.type, event));
    }
  },

  page_mirror_start__deps: ['$Role', '$Group', '$FieldKind', '$Kind', '$Flag', '$Part', '$Told', '$Mirror', '$MirrorOrder', '$MirrorInput', '$MirrorKeys', '$Services', '$PageText'],
  page_mirror_start: function () {
    var root = Mirror.root = document.getElementById('mirror');
    Mirror.twins = new Map();
    MirrorOrder.header = root.appendChild(document.createElement('header'));
    MirrorOrder.main = root.appendChild(document.createElement('main'));
    // Nothing in here scrolls, whatever the focus asks for.
    root.addEventListener('scroll', function () { root.scrollLeft = root.scrollTop = 0; });
    [['click', 'click'], ['input', 'input'], ['change', 'input'], ['beforeinput', 'before'], ['paste', 'paste'], ['compositionstart', 'compose'], ['compositionend', 'compose'],
      ['focusin', 'focus'], ['focusout', 'blur'], ['mousemove', 'forward'], ['mousedown', 'forward']].forEach(function (pair) {
      root.addEventListener(pair[0], MirrorInput[pair[1]]);
    });
    document.addEventListener('pointerdown', MirrorInput.last, true);
    document.addEventListener('keydown', MirrorInput.last, true);
    Module.canvas.addEventListener('mousedown', MirrorInput.press);
    Module.canvas.addEventListener('click', MirrorInput.canvas_click);
    MirrorKeys.listen();
  }
});
