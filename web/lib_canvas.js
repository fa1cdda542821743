// How large the canvas is: in CSS pixels, and in those of the screen, exactly as many as the browser gives it. Not what is drawn.
mergeInto(LibraryManager.library, {
  $Canvas: {
    exact: 0,  // the browser's word: {width, height, ratio, wide, high}
    given: 0,  // what the program draws for

    // Of now. Where the browser does not say, or has not yet, its box has been laid on whole pixels.
    size: function () {
      var box = Module.canvas.getBoundingClientRect(), ratio = devicePixelRatio || 1, exact = Canvas.exact;
      if (exact && exact.width == box.width && exact.height == box.height && exact.ratio == ratio) return exact;
      return { width: box.width, height: box.height, ratio: ratio, wide: Math.round(box.width * ratio), high: Math.round(box.height * ratio) };
    },
    observed: function (entries) {
      var told = entries[0].devicePixelContentBoxSize, size = Canvas.size(), given = Canvas.given;
      // Under an emulated ratio browsers tell of pixels that nobody sees.
      if (told && Math.abs(told[0].inlineSize - size.wide) < 2 && Math.abs(told[0].blockSize - size.high) < 2) {
        size.wide = told[0].inlineSize;
        size.high = told[0].blockSize;
        Canvas.exact = size;
      }
      if (given && (given.width != size.width || given.height != size.height || given.wide != size.wide || given.high != size.high)) _page_event(9);
    }
  },

  page_canvas_start__deps: ['$Canvas'],
  page_canvas_start: function () {
    if (!window.ResizeObserver) return;
    var observer = new ResizeObserver(Canvas.observed);
    try {
      observer.observe(Module.canvas, { box: 'device-pixel-content-box' });
    } catch (_) {
      observer.observe(Module.canvas);
    }
  },
  // Writes width and height in CSS pixels, pixels a CSS pixel, and width and height in the screen's pixels.
  page_canvas_size__deps: ['$Canvas'],
  page_canvas_size: function (out) {
    var size = Canvas.size();
    Canvas.given = { width: size.width, height: size.height, wide: size.wide, high: size.high };
    HEAPF32.set([size.width, size.height, size.ratio, size.wide, size.high], out >> 2);
  }
});
