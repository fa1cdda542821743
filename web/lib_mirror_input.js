// What a person does to the mirror's elements, told to the program; the elements themselves change only when the program says
// so. Kinds are those of ui::ItemInput.
mergeInto(LibraryManager.library, {
  $MirrorInput: {
    CLICK: 0, FOCUS: 1, BLUR: 2, TEXT: 3, CHOOSE: 4, SUBMIT: 5, ESCAPE: 6,
    pressing: false,  // the mouse gives the focus: no ring
    rowKeys: { ArrowUp: 7, ArrowDown: 8, Home: 9, End: 10 },

    twin: function (event) {
      var el = event.target.closest && event.target.closest('#mirror .twin');
      return el && Mirror.twins.get(+el.dataset.id);
    },
    post: function (kind, twin, text) {
      _page_mirror_event(kind, twin ? twin.id : 0, text ? PageText.write(text) : 0);
    },
    click: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin) return;
      if (twin.role == 1 || twin.role == 2) event.preventDefault();  // the state comes back from the program
      if (twin.role != 3 && twin.role != 4 && twin.role != 5) MirrorInput.post(MirrorInput.CLICK, twin);
    },
    input: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin) return;
      if (twin.role == 3) {
        if (!event.isComposing && Mirror.composing != twin.el) MirrorInput.post(MirrorInput.TEXT, twin, twin.el.value);
      } else if (twin.role == 4) MirrorInput.post(MirrorInput.CHOOSE, twin, twin.el.value);
    },
    compose: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin) return;
      Mirror.composing = event.type == 'compositionstart' ? twin.el : 0;
      if (!Mirror.composing) MirrorInput.post(MirrorInput.TEXT, twin, twin.el.value);
    },
    key: function (event) {
      // Enter and Esc under an input method are the input method's.
      if (event.isComposing || event.keyCode == 229) return;
      var twin = MirrorInput.twin(event), key = event.key, command = event.ctrlKey || event.metaKey;
      var kind = -1;
      if (key == 'Escape') kind = MirrorInput.ESCAPE;
      else if (!twin || event.altKey) return;
      else if (twin.role == 3 && key == 'Enter' && (command || !twin.tag)) kind = MirrorInput.SUBMIT;
      else if (twin.role == 11 && event.target == twin.el && !command) {
        if (key == 'Enter' || key == ' ') kind = MirrorInput.CLICK;
        else if (key in MirrorInput.rowKeys) kind = MirrorInput.rowKeys[key];
      }
      if (kind < 0) return;
      if (twin) event.preventDefault();
      MirrorInput.post(kind, twin);
    },
    focus: function (event) {
      var twin = MirrorInput.twin(event);
      if (!twin || Mirror.quiet) return;
      var visible = true;
      try { visible = !MirrorInput.pressing && event.target.matches(':focus-visible'); } catch (_) { /* an old browser: rather a ring too many */ }
      MirrorInput.post(MirrorInput.FOCUS, twin, visible ? 'visible' : '');
    },
    blur: function (event) {
      var twin = MirrorInput.twin(event);
      // When the whole window loses the focus the element is still the active one, and its text still shows.
      if (twin && !Mirror.quiet && document.activeElement != event.target) MirrorInput.post(MirrorInput.BLUR, twin);
    },
    // A press on the canvas focuses what stands there, as on any page; a press on nothing takes the focus away.
    press: function (event) {
      if (!event.isTrusted) return;
      event.preventDefault();
      var hit = 0;
      Mirror.twins.forEach(function (twin) {
        if (twin.role == 11 || twin.el.classList.contains('off') || !Mirror.focusable(twin.el)) return;
        var box = twin.el.getBoundingClientRect();
        if (event.clientX >= box.left && event.clientX < box.right && event.clientY >= box.top && event.clientY < box.bottom) hit = twin.el;
      });
      window.focus();
      MirrorInput.pressing = true;
      if (hit) hit.focus({ preventScroll: true, focusVisible: false });
      else if (document.activeElement.blur) document.activeElement.blur();
      MirrorInput.pressing = false;
    },
    // The canvas has to know that the pointer is over it although a field or link of ours took the event.
    forward: function (event) {
      if (!MirrorInput.twin(event)) return;
      Module.canvas.dispatchEvent(new MouseEvent(event.type, event));
    }
  },

  page_mirror_start__deps: ['$Mirror', '$MirrorInput', '$PageText'],
  page_mirror_start: function () {
    var root = Mirror.root = document.getElementById('mirror');
    Mirror.twins = new Map();
    // Nothing in here scrolls, whatever the focus asks for.
    root.addEventListener('scroll', function () { root.scrollLeft = root.scrollTop = 0; });
    root.addEventListener('click', MirrorInput.click);
    root.addEventListener('input', MirrorInput.input);
    root.addEventListener('compositionstart', MirrorInput.compose);
    root.addEventListener('compositionend', MirrorInput.compose);
    root.addEventListener('focusin', MirrorInput.focus);
    root.addEventListener('focusout', MirrorInput.blur);
    root.addEventListener('mousemove', MirrorInput.forward);
    root.addEventListener('mousedown', MirrorInput.forward);
    document.addEventListener('keydown', MirrorInput.key);
    Module.canvas.addEventListener('mousedown', MirrorInput.press);
  }
});
