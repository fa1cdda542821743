// One finger on the canvas or on a field: a drag scrolls what can move that way and glides on, a rest on the canvas asks for the
// context menu, and a tap is left to the browser, which makes a click of it. Two fingers are the browser's.
mergeInto(LibraryManager.library, {
  $Touch: {
    finger: 0,  // {x, y: where it was put down, el, area: that it scrolls, asked: for the menu, done: no click is to come of it, way: its last steps}
    flight: 0,  // what glides on: {area, vx, vy, time}
    rest: 0,    // timer of a finger that has not moved
    SLOP: 8, REST_MS: 500, WAY_MS: 100,

    start: function (event) {
      event.stopPropagation();
      clearTimeout(Touch.rest);
      var at = event.touches[0], caught = Touch.flight;
      Touch.flight = Touch.finger = 0;
      if (event.touches.length > 1) return;
      // A finger that only stops what glides presses nothing.
      var finger = Touch.finger = { x: at.clientX, y: at.clientY, el: at.target, area: 0, asked: false, done: !!caught, way: [] };
      // On a field a rest is the field's own: selection and paste.
      if (at.target == Module.canvas && !caught) Touch.rest = setTimeout(function () { Touch.ask(finger); }, Touch.REST_MS);
    },
    ask: function (finger) {
      if (Touch.finger != finger || finger.done) return;
      finger.asked = finger.done = true;
      MirrorInput.post(Kind.menu, 0, Math.round(finger.x) + ' ' + Math.round(finger.y));
    },
    // The browser's own sign of a resting finger, where it gives one. On the canvas there is nothing in its menu for anybody.
    context: function (event) {
      if (event.target != Module.canvas) return;
      event.preventDefault();
      clearTimeout(Touch.rest);
      if (Touch.finger) Touch.ask(Touch.finger);
    },
    move: function (event) {
      event.stopPropagation();
      var finger = Touch.finger, at = event.touches[0];
      if (!finger) return;
      if (event.touches.length > 1) return Touch.leave();
      if (finger.asked) return event.cancelable && event.preventDefault();
      var way = finger.way, from = way.length ? way[way.length - 1] : finger;
      var dx = from.x - at.clientX, dy = from.y - at.clientY;
      if (!finger.area) {
        if (Math.hypot(dx, dy) < Touch.SLOP) return;
        clearTimeout(Touch.rest);
        // The browser has begun to scroll, or will scroll the field; or nothing of ours can move.
        if (!event.cancelable || Scroll.own(finger.el, dx, dy)) return Touch.leave();
        finger.area = _page_scroll_area(finger.x, finger.y, dx, dy);
        if (!finger.area) return Touch.leave();
        finger.done = true;
      }
      if (event.cancelable) event.preventDefault();
      way.push({ x: at.clientX, y: at.clientY, time: event.timeStamp });
      while (way.length > 2 && event.timeStamp - way[1].time > Touch.WAY_MS) way.shift();
      _page_scroll_by(finger.area, dx, dy);
    },
    end: function (event) {
      event.stopPropagation();
      var finger = Touch.finger;
      Touch.leave();
      if (!finger) return;
      if (finger.done && event.cancelable) event.preventDefault();
      if (!finger.area || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      // A finger that rested before it was lifted throws nothing.
      var way = finger.way, first = way[0], last = way[way.length - 1], ms = Math.max(8, last.time - first.time);
      if (way.length < 2 || event.timeStamp - last.time > Touch.WAY_MS) return;
      Touch.glide(Touch.flight = { area: finger.area, vx: (first.x - last.x) / ms, vy: (first.y - last.y) / ms, time: event.timeStamp });
    },
    cancel: function (event) {
      event.stopPropagation();
      Touch.leave();
    },
    leave: function () {
      clearTimeout(Touch.rest);
      Touch.finger = 0;
    },
    glide: function (flight) {
      requestAnimationFrame(function (now) {
        if (flight != Touch.flight) return;
        var ms = Math.min(Math.max(now - flight.time, 1), 50), fade = Math.pow(0.9975, ms);
        flight.time = now;
        flight.vx *= fade;
        flight.vy *= fade;
        if (Math.hypot(flight.vx, flight.vy) < 0.03 || !_page_scroll_by(flight.area, flight.vx * ms, flight.vy * ms)) Touch.flight = 0;
        else Touch.glide(flight);
      });
    }
  },
  $Touch__deps: ['$Scroll', '$Kind', '$MirrorInput', '$PageText']
});
