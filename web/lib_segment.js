// Where text may be cut: ends of grapheme clusters, in UTF-16 units, as the browser knows them.
mergeInto(LibraryManager.library, {
  $Segments: { graphemes: 0 },

  // Writes the length in UTF-8 bytes of each cluster (32 bits each), at most `room` of them; returns how many, or -1
  // when this browser cannot tell. The text must be valid UTF-8.
  page_segment__deps: ['$Segments', '$PageText'],
  page_segment: function (text, length, out, room) {
    if (!Segments.graphemes) {
      if (typeof Intl != 'object' || !Intl.Segmenter) return -1;
      Segments.graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    }
    var count = 0;
    for (var part of Segments.graphemes.segment(PageText.read(text, length))) {
      if (count == room) break;
      var bytes = 0;
      for (var character of part.segment) {
        var code = character.codePointAt(0);
        bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      }
      HEAPU32[(out >> 2) + count++] = bytes;
    }
    return count;
  }
});
