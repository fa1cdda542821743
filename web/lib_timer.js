// One timer in a worker of a few bytes, which a hidden page's browser does not slow down.
mergeInto(LibraryManager.library, {
  $Timer: {
    worker: null,   // null: not tried, 0: none to be had
    local: 0,
    // The page's own timer: what there is without a worker.
    fall_back: function (delay) {
      Timer.worker = 0;
      clearTimeout(Timer.local);
      Timer.local = setTimeout(function () { _page_timer_due(); }, delay);
    },
    start: function () {
      var code = 'var t;onmessage=function(e){clearTimeout(t);t=setTimeout(function(){postMessage(0)},e.data)}';
      try {
        var url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        Timer.worker = new Worker(url);
        Timer.worker.onmessage = function () { _page_timer_due(); };
        // It may be refused only later (by a policy): then the deadline is asked for again.
        Timer.worker.onerror = function () { Timer.fall_back(0); };
      } catch (_) {
        Timer.worker = 0;
      }
    }
  },

  page_timer__deps: ['$Timer'],
  page_timer: function (delay) {
    // A timer's whole milliseconds end early by less than one.
    delay = Math.min(Math.max(0, Math.ceil(delay)), 0x7fffffff);
    if (Timer.worker === null) Timer.start();
    if (Timer.worker) Timer.worker.postMessage(delay);
    else Timer.fall_back(delay);
  }
});
