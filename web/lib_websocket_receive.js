// Binary frames from the browser's socket straight into the program's memory, and one call for all that have come. Emscripten's
// own handler allocates, calls and frees for every frame.
mergeInto(LibraryManager.library, {
  $Frames: {
    owner: 0,       // the transport's socket object; 0: none
    channel: null,  // a message to ourselves: waits behind the frames that are there, and a hidden page is given it at once
    wake: function () {
      if (!Frames.channel) {
        Frames.channel = new MessageChannel();
        Frames.channel.port1.onmessage = function () {
          if (Frames.owner) _page_websocket_arrived(Frames.owner);
        };
      }
      Frames.channel.port2.postMessage(0);
    }
  },

  // `inbox`: three words, where the bytes go, how many there are, how many there is room for. Returns 0 where Emscripten's table of
  // sockets is not known: then its own handler has to do.
  page_websocket_receive__deps: ['$Frames', 'emscripten_websocket_new'],
  page_websocket_receive: function (id, owner, inbox) {
    var socket = typeof webSockets == 'object' ? webSockets.get(id) : WS.sockets && WS.sockets[id];
    if (!socket) return 0;
    Frames.owner = owner;
    inbox >>= 2;
    socket.onmessage = function (event) {
      var data = event.data;
      if (typeof data == 'string') return _page_websocket_text(owner);
      var size = data.byteLength, used = HEAPU32[inbox + 1];
      if (HEAPU32[inbox + 2] - used < size) _page_websocket_room(owner, size);
      HEAPU8.set(new Uint8Array(data), HEAPU32[inbox] + used);
      HEAPU32[inbox + 1] = used + size;
      if (!used) Frames.wake();
    };
    return 1;
  }
});
