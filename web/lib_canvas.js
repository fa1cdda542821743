// How large the canvas is to be: as large as the mirror, or so little larger that it ends with a pixel of the screen and one of the
// layout, some beyond the page's edge. Another size browsers would stretch to such a one, and that blurs. Not what is drawn.
mergeInto(LibraryManager.library, {
  $Canvas: {
    given: 0,  // what the program draws for: {width, height, ratio}
    FURTHEST: 20,

    size: function () {
      var box = document.getElementById('mirror').getBoundingClientRect();
      return { width: box.width, height: box.height, ratio: devicePixelRatio || 1 };
    },
    observed: function () {
      var size = Canvas.size(), given = Canvas.given;
      if (given && (given.width != size.width || given.height != size.height || given.ratio != size.ratio)) _page_event(9);
    }
  },

  page_canvas_start__deps: ['$Canvas'],
  page_canvas_start: function () {
    if (window.ResizeObserver) new ResizeObserver(Canvas.observed).observe(document.getElementById('mirror'));
  },
  // Writes width and height in CSS pixels, pixels a CSS pixel, and width and height in the screen's pixels.
  page_canvas_size__deps: ['$Canvas'],
  page_canvas_size: function (out) {
    var size = Canvas.given = Canvas.size();
    var whole = function (length) {
      for (var end = Math.ceil(length - 0.01), i = 0; i < Canvas.FURTHEST; end++, i++) {
        var pixels = Math.round(end * size.ratio);
        if (Math.abs(end * size.ratio - pixels) < 0.002) return pixels;
      }
      return Math.ceil(length * size.ratio);
    };
    HEAPF32.set([size.width, size.height, size.ratio, whole(size.width), whole(size.height)], out >> 2);
  }
});
