// The window around the canvas: what SDL does not tell, and boot.js's notice.
mergeInto(LibraryManager.library, {
  page_no_webgl: function () { page_notice('webgl'); },
  page_ready: function () { page_notice(null); },
  page_coarse_pointer: function () { return matchMedia('(pointer: coarse)').matches; }
});
