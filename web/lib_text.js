// UTF-8 between the program's memory and JavaScript strings. U+FEFF is kept; what is no UTF-8 becomes U+FFFD.
mergeInto(LibraryManager.library, {
  $PageText: {
    decoder: 0,
    encoder: 0,
    read: function (pointer, length) {
      PageText.decoder = PageText.decoder || new TextDecoder('utf-8', { ignoreBOM: true });
      return length ? PageText.decoder.decode(HEAPU8.subarray(pointer, pointer + length)) : '';
    },
    // Writes into the program's one scratch buffer and returns the length; the program reads it before the next write.
    write: function (string) {
      PageText.encoder = PageText.encoder || new TextEncoder();
      var start = _page_buffer(string.length * 3);
      return PageText.encoder.encodeInto(string, HEAPU8.subarray(start, start + string.length * 3)).written;
    },
    // The same for bytes.
    copy: function (bytes) {
      HEAPU8.set(bytes, _page_buffer(bytes.length));
      return bytes.length;
    }
  }
});
