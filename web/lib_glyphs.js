// Text as bitmaps: draws one cluster with the browser's own fonts on a canvas that is read back. And where the browser puts a
// line's base line: asked of the browser, for each rounds in its own way, and differently at each pixel ratio.
mergeInto(LibraryManager.library, {
  $Glyphs: {
    context: 0,
    families: 0,
    font: '',
    // 0 the page's font, 1 the same in bold, 2 the fixed-width one. `pixels` is the em's height.
    use: function (face, pixels) {
      if (!Glyphs.context) {
        Glyphs.context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        var style = getComputedStyle(document.documentElement);
        Glyphs.families = ['--ui', '--mono'].map(function (name) { return style.getPropertyValue(name) || 'sans-serif'; });
      }
      var context = Glyphs.context;
      var font = (face == 1 ? 'bold ' : '') + pixels + 'px ' + Glyphs.families[face >> 1];
      if (font != Glyphs.font) Glyphs.set(font);
      return context;
    },
    set: function (font) {
      var context = Glyphs.context;
      context.font = Glyphs.font = font;
      // Advances that grow with the size, as in the fields: no hinting, no kerning.
      context.fontKerning = 'none';
      context.textRendering = 'geometricPrecision';
    },
    css: function (face, size, line) {
      return 'font:' + (face == 1 ? 'bold ' : '') + size + 'px/' + line + 'px var(--' + (face == 2 ? 'mono' : 'ui') + ');text-rendering:geometricPrecision;';
    },
    // Of `el`, or of the line where there is none: from its top to the base line of the line that it stands in, and its height. CSS
    // pixels.
    lay: function (parent, css, el) {
      var line = document.createElement('div'), foot = document.createElement('span');
      line.style.cssText = css + 'position:absolute;left:0;top:0;visibility:hidden;white-space:pre;';
      foot.style.display = 'inline-block';
      if (el) line.appendChild(el);
      else line.textContent = 'x';
      line.appendChild(foot);
      parent.appendChild(line);
      var box = (el || line).getBoundingClientRect(), base = foot.getBoundingClientRect().bottom - box.top;
      line.remove();
      return { base: base, height: box.height };
    },
    // Of a line of text as high as `line`.
    line: function (face, size, line) {
      return Glyphs.lay(document.body, Glyphs.css(face, size, line), 0).base || size;
    },
    // Of a one-line field of the mirror with so much padding above; its height without that.
    field: function (parent, face, size, line, above) {
      var el = document.createElement('input');
      el.className = 'field';
      el.value = 'x';
      el.style.cssText = Glyphs.css(face, size, line) + 'appearance:none;-webkit-appearance:none;width:9px;padding:' + above + 'px 0 0;';
      var field = Glyphs.lay(parent, 'line-height:0;', el);
      field.height -= above;
      return field;
    },
    // The thinnest border there is.
    unit: function () {
      var el = document.createElement('div');
      el.style.cssText = 'position:absolute;border-top:0.01px solid;visibility:hidden;';
      document.body.appendChild(el);
      var unit = el.getBoundingClientRect().height;
      el.remove();
      return unit || 1;
    },
    // A canvas that changes its size forgets its font.
    room: function (width, height) {
      var canvas = Glyphs.context.canvas;
      if (canvas.width >= width && canvas.height >= height) return;
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
      Glyphs.set(Glyphs.font);
    }
  },

  // From the top of a line as high as `line` to its base line. CSS pixels.
  page_base_line__deps: ['$Glyphs'],
  page_base_line: function (face, size, line) {
    return Glyphs.line(face, size, line);
  },

  // Writes advance, left, top, width, height of the ink's box (pixels; left and top from the pen on the base line). With
  // `draw` its RGBA rows go to the scratch buffer, drawn in black so that a colour tells a colour glyph.
  page_glyph__deps: ['$Glyphs', '$PageText'],
  page_glyph: function (face, pixels, text, length, draw, out) {
    var context = Glyphs.use(face, pixels);
    text = PageText.read(text, length);
    var box = context.measureText(text);
    var left = Math.ceil(box.actualBoundingBoxLeft), right = Math.ceil(box.actualBoundingBoxRight);
    var up = Math.ceil(box.actualBoundingBoxAscent), down = Math.ceil(box.actualBoundingBoxDescent);
    var ink = left + right > 0 && up + down > 0;
    // A pixel around it: antialiasing and hinting may go beyond what was measured.
    var width = ink ? Math.min(left + right + 2, 2048) : 0, height = ink ? Math.min(up + down + 2, 512) : 0;
    if (draw && ink) {
      Glyphs.room(width, height);
      context.clearRect(0, 0, width, height);
      context.fillText(text, left + 1, up + 1);
      PageText.copy(context.getImageData(0, 0, width, height).data);
    }
    HEAPF32.set([box.width, -left - 1, -up - 1, width, height], out >> 2);
  }
});
