// Wheel and keys for the parts of the canvas that scroll. Kept from the browser only when something of ours can move that way:
// else the page around us scrolls, or the field itself. The finger is lib_touch.js's.
mergeInto(LibraryManager.library, {
  $Scroll: {
    owner: 0,  // of the wheel's gesture: an area, FIELD, or 0: the browser
    last: 0,   // the gesture's last event: {time, x, y, dy}
    FIELD: -1, GESTURE_MS: 200, REACH: 24,
    keys: { ArrowUp: -1, ArrowDown: 1, PageUp: -2, PageDown: 2, Home: -3, End: 3, ' ': 2 },

    // Would the browser scroll this field itself?
    own: function (el, dx, dy) {
      if (el.tagName != 'TEXTAREA' || Math.abs(dx) > Math.abs(dy)) return false;
      return dy < 0 ? el.scrollTop > 0 : el.scrollTop + el.clientHeight < el.scrollHeight - 1;
    },
    wheel: function (event) {
      event.stopPropagation();
      if (event.ctrlKey) return;
      Touch.flight = 0;
      var unit = event.deltaMode == 1 ? 20 : event.deltaMode == 2 ? innerHeight * 0.8 : 1;
      var dx = event.deltaX * unit, dy = event.deltaY * unit, last = Scroll.last;
      Scroll.last = { time: event.timeStamp, x: event.clientX, y: event.clientY, dy: dy || (last && last.dy) };
      // One gesture stays with what it began on, also when that has come to its end.
      if (!last || event.timeStamp - last.time > Scroll.GESTURE_MS || dy * last.dy < 0 ||
          Math.hypot(event.clientX - last.x, event.clientY - last.y) > Scroll.REACH)
        Scroll.owner = Scroll.own(event.target, dx, dy) ? Scroll.FIELD : event.cancelable ? _page_scroll_area(event.clientX, event.clientY, dx, dy) : 0;
      if (!Scroll.owner || (Scroll.owner == Scroll.FIELD && Scroll.own(event.target, dx, dy))) return;
      if (event.cancelable) event.preventDefault();
      if (Scroll.owner != Scroll.FIELD) _page_scroll_by(Scroll.owner, dx, dy);
    },
    // As on any page while the focus is nowhere, or on what has no use for these keys itself.
    key: function (event) {
      var step = Scroll.keys[event.key], el = document.activeElement, space = event.key == ' ';
      if (!step || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && !space)) return;
      var free = !el || el == document.body || el == document.documentElement;
      var passive = !space && el && el.matches('#mirror a, #mirror button:not([aria-haspopup]):not([role]), #mirror input[type=checkbox]');
      if ((free || passive) && _page_scroll_key(event.shiftKey ? -step : step)) event.preventDefault();
    }
  },

  page_scroll_start__deps: ['$Scroll', '$Touch'],
  page_scroll_start: function () {
    var listen = function (type, handle) {
      document.addEventListener(type, function (event) {
        if (event.target == Module.canvas || event.target.closest('#mirror')) handle(event);
      }, { capture: true, passive: false });
    };
    listen('wheel', Scroll.wheel);
    listen('touchstart', Touch.start);
    listen('touchmove', Touch.move);
    listen('touchend', Touch.end);
    listen('touchcancel', Touch.cancel);
    listen('contextmenu', Touch.context);
    document.addEventListener('keydown', Scroll.key);
  }
});
