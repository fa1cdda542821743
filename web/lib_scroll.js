// Wheel and finger for the parts of the canvas that scroll. Taken before anybody else sees them, and kept from the browser only
// when something of ours can move that way: else the page around us scrolls, or the field itself, or two fingers zoom.
mergeInto(LibraryManager.library, {
  $Scroll: {
    area: 0,        // that of the gesture
    time: 0,        // of its last step
    self: false,    // a field that scrolls itself has the gesture
    touch: 0,       // {x, y, time, vx, vy, taken}
    GESTURE_MS: 200, SLOP: 8,

    // Would the browser scroll this field itself?
    own: function (el, dy) {
      if (el.tagName != 'TEXTAREA') return false;
      return dy < 0 ? el.scrollTop > 0 : el.scrollTop + el.clientHeight < el.scrollHeight - 1;
    },
    wheel: function (event) {
      event.stopPropagation();
      if (event.ctrlKey || !event.cancelable) return;
      var unit = event.deltaMode == 1 ? 20 : event.deltaMode == 2 ? innerHeight * 0.8 : 1;
      var dx = event.deltaX * unit, dy = event.deltaY * unit, now = event.timeStamp;
      // One gesture stays with what it began on, also when that has come to its end.
      var same = now - Scroll.time < Scroll.GESTURE_MS;
      Scroll.time = now;
      if (Scroll.own(event.target, dy)) {
        Scroll.self = true;
        Scroll.area = 0;
        return;
      }
      if (same && Scroll.self) return event.preventDefault();
      Scroll.self = false;
      if (!same || !Scroll.area) Scroll.area = _page_scroll_area(event.clientX, event.clientY, dx, dy);
      if (!Scroll.area) return;
      event.preventDefault();
      _page_scroll_by(Scroll.area, dx, dy);
    },
    start: function (event) {
      event.stopPropagation();
      var finger = event.touches[0];
      var leave = event.touches.length > 1 || (finger.target.tagName == 'TEXTAREA' && finger.target.scrollHeight > finger.target.clientHeight);
      Scroll.touch = leave ? 0 : { x: finger.clientX, y: finger.clientY, time: event.timeStamp, vx: 0, vy: 0, taken: false };
    },
    move: function (event) {
      event.stopPropagation();
      var touch = Scroll.touch, finger = event.touches[0];
      if (!touch || event.touches.length > 1) return Scroll.touch = 0;
      var dx = touch.x - finger.clientX, dy = touch.y - finger.clientY, ms = Math.max(1, event.timeStamp - touch.time);
      if (!touch.taken) {
        if (Math.abs(dx) < Scroll.SLOP && Math.abs(dy) < Scroll.SLOP) return;
        Scroll.area = _page_scroll_area(touch.x, touch.y, dx, dy);
        if (!Scroll.area) return Scroll.touch = 0;
        touch.taken = true;
      }
      if (event.cancelable) event.preventDefault();
      touch.vx = touch.vx * 0.4 + dx / ms * 0.6;
      touch.vy = touch.vy * 0.4 + dy / ms * 0.6;
      touch.x = finger.clientX;
      touch.y = finger.clientY;
      touch.time = event.timeStamp;
      _page_scroll_by(Scroll.area, dx, dy);
    },
    end: function (event) {
      event.stopPropagation();
      var touch = Scroll.touch;
      if (!touch || !touch.taken) return Scroll.touch = 0;
      // A finger that rested before it was lifted throws nothing.
      if (event.timeStamp - touch.time < 60) requestAnimationFrame(Scroll.glide);
      touch.time = 0;
    },
    glide: function (now) {
      var touch = Scroll.touch;
      if (!touch || !touch.taken) return;
      var ms = touch.time ? Math.min(now - touch.time, 50) : 16, fade = Math.pow(0.996, ms);
      touch.time = now;
      touch.vx *= fade;
      touch.vy *= fade;
      if (Math.hypot(touch.vx, touch.vy) < 0.03 || !_page_scroll_by(Scroll.area, touch.vx * ms, touch.vy * ms)) return;
      requestAnimationFrame(Scroll.glide);
    }
  },

  page_scroll_start__deps: ['$Scroll'],
  page_scroll_start: function () {
    var ours = function (handle) {
      return function (event) { if (event.target == Module.canvas || event.target.closest('#mirror')) handle(event); };
    };
    [['wheel', 'wheel'], ['touchstart', 'start'], ['touchmove', 'move'], ['touchend', 'end'], ['touchcancel', 'end']].forEach(function (pair) {
      document.addEventListener(pair[0], ours(Scroll[pair[1]]), { capture: true, passive: false });
    });
  }
});
