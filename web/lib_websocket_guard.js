// What Emscripten's WebSocket library leaves open: `new WebSocket` may throw, and a deleted socket stays in its table.
mergeInto(LibraryManager.library, {
  page_websocket_new__deps: ['emscripten_websocket_new'],
  page_websocket_new: function (attributes) {
    try {
      return _emscripten_websocket_new(attributes);
    } catch (error) {
      return error.name == 'SecurityError' ? -1002 : -1001;
    }
  },
  // Newer versions keep their table elsewhere, and clean it up themselves.
  page_websocket_forget__deps: ['$Frames'],
  page_websocket_forget: function (socket) {
    Frames.owner = 0;
    if (typeof WS == 'object' && WS.sockets) WS.sockets[socket] = null;
  }
});
