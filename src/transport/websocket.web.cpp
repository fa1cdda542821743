#include "transport/websocket.h"

#include <emscripten/emscripten.h>
#include <emscripten/websocket.h>

#include <algorithm>
#include <cstring>
#include <vector>

extern "C" {
// The socket, or a negative TryFault.
int page_websocket_new(EmscriptenWebSocketCreateAttributes* attributes);
void page_websocket_forget(int socket);
// From now on binary frames go into the Inbox without a call; 0: that cannot be had.
int page_websocket_receive(int socket, void* owner, void* inbox);
}

namespace transport {
namespace {

// What lib_websocket_receive.js writes to; `bytes` belongs to WebSocket::in_.
struct Inbox {
  std::uint8_t* bytes;
  std::uint32_t used, room;
};

enum TryFault : int { kBadUrl = -1001, kSecurity = -1002 };
constexpr std::uint16_t kNormal = 1000, kNoCloseFrame = 1006;
// What a burst or a huge message needed is given back when it is over.
constexpr std::size_t kKeepBytes = 1u << 20;
constexpr std::size_t kFirstRoom = 64u << 10;

// RFC 6455 §4.1: a subprotocol is a token.
bool is_token(std::string_view text) {
  for (const char c : text)
    if (c <= ' ' || c == '\x7F' || std::strchr("()<>@,;:\\\"/[]?={}", c) != nullptr) return false;
  return true;
}

class WebSocket final : public Transport {
 public:
  explicit WebSocket(Waker waker) : waker_(waker) {}
  ~WebSocket() override { close(); }

  void open(const Endpoint& endpoint) override;
  bool send(std::span<const std::uint8_t> message) override;
  void close() override;
  bool poll(Event& event) override;
  std::size_t buffered() const override;

  // From lib_websocket_receive.js.
  void make_room(std::size_t size);
  void arrived() const { waker_.call(waker_.data); }
  void got_text();

 private:
  static EM_BOOL opened(int, const EmscriptenWebSocketOpenEvent* event, void* self);
  static EM_BOOL received(int, const EmscriptenWebSocketMessageEvent* event, void* self);
  static EM_BOOL closed(int, const EmscriptenWebSocketCloseEvent* event, void* self);

  bool chosen_subprotocol_is_right() const;
  void drop_socket();
  void end(Fault fault, std::uint16_t code, bool clean, const char* reason);
  void wake_soon() const;

  Waker waker_;
  int socket_ = 0;  // 0: none
  std::string subprotocol_;
  bool open_ = false, has_opened_ = false, has_closed_ = false;
  std::vector<std::uint8_t> in_, out_;  // arriving, and lent to whoever polled
  Inbox inbox_{};                       // how much of in_ is used
  Event close_event_;
  std::string reason_;
};

void WebSocket::open(const Endpoint& endpoint) {
  close();
  subprotocol_ = endpoint.subprotocol;
  if (!is_token(subprotocol_)) {
    end(Fault::bad_subprotocol, kNoCloseFrame, false, "");
    return wake_soon();
  }
  const std::string address = url(endpoint);
  EmscriptenWebSocketCreateAttributes attributes{};
  attributes.url = address.c_str();
  attributes.protocols = subprotocol_.empty() ? nullptr : subprotocol_.c_str();
  attributes.createOnMainThread = EM_TRUE;
  const int socket = page_websocket_new(&attributes);
  if (socket <= 0) {
    end(socket == kSecurity ? Fault::security : Fault::bad_url, kNoCloseFrame, false, "");
    return wake_soon();
  }
  socket_ = socket;
  emscripten_websocket_set_onopen_callback(socket, this, opened);
  if (page_websocket_receive(socket, this, &inbox_) == 0)
    emscripten_websocket_set_onmessage_callback(socket, this, received);
  emscripten_websocket_set_onclose_callback(socket, this, closed);
}

bool WebSocket::chosen_subprotocol_is_right() const {
  int room = 0;
  emscripten_websocket_get_protocol_length(socket_, &room);  // with the closing zero
  std::string chosen(static_cast<std::size_t>(room), '\0');
  emscripten_websocket_get_protocol(socket_, chosen.data(), room);
  return std::strcmp(chosen.c_str(), subprotocol_.c_str()) == 0;
}

EM_BOOL WebSocket::opened(int, const EmscriptenWebSocketOpenEvent* event, void* data) {
  auto& self = *static_cast<WebSocket*>(data);
  if (event->socket != self.socket_) return EM_TRUE;
  if (self.chosen_subprotocol_is_right()) {
    self.open_ = self.has_opened_ = true;
  } else {
    self.end(Fault::wrong_subprotocol, kNoCloseFrame, false, "");
  }
  self.waker_.call(self.waker_.data);
  return EM_TRUE;
}

EM_BOOL WebSocket::received(int, const EmscriptenWebSocketMessageEvent* event, void* data) {
  auto& self = *static_cast<WebSocket*>(data);
  if (event->socket != self.socket_ || !self.open_) return EM_TRUE;
  if (event->isText) {
    self.got_text();
    return EM_TRUE;
  }
  self.make_room(event->numBytes);
  if (event->numBytes > 0) std::memcpy(self.inbox_.bytes + self.inbox_.used, event->data, event->numBytes);
  self.inbox_.used += event->numBytes;
  self.arrived();
  return EM_TRUE;
}

void WebSocket::make_room(std::size_t size) {
  const std::size_t wanted = inbox_.used + size;
  if (wanted > in_.size()) in_.resize(std::max({wanted, in_.size() * 2, kFirstRoom}));
  inbox_.bytes = in_.data();
  inbox_.room = static_cast<std::uint32_t>(in_.size());
}

void WebSocket::got_text() {
  end(Fault::text_frame, kNoCloseFrame, false, "");
  arrived();
}

EM_BOOL WebSocket::closed(int, const EmscriptenWebSocketCloseEvent* event, void* data) {
  auto& self = *static_cast<WebSocket*>(data);
  if (event->socket != self.socket_) return EM_TRUE;
  self.end(Fault::none, event->code, event->wasClean != 0, event->reason);
  self.waker_.call(self.waker_.data);
  return EM_TRUE;
}

// The connection is over; what has arrived is still polled before its `closed`.
void WebSocket::end(Fault fault, std::uint16_t code, bool clean, const char* reason) {
  close_event_ = {.kind = Event::Kind::closed, .code = code, .clean = clean, .opened_before = open_, .fault = fault};
  reason_ = reason;
  has_closed_ = true;
  drop_socket();
}

void WebSocket::drop_socket() {
  open_ = false;
  if (socket_ == 0) return;
  const int socket = socket_;
  socket_ = 0;
  // Any other code than 1000 or 3000 to 4999 throws; on a closed socket this does nothing.
  emscripten_websocket_close(socket, kNormal, nullptr);
  emscripten_websocket_delete(socket);
  page_websocket_forget(socket);
}

void WebSocket::wake_soon() const {
  emscripten_async_call(
      [](void* data) {
        const std::unique_ptr<Waker> waker(static_cast<Waker*>(data));
        waker->call(waker->data);
      },
      new Waker(waker_), 0);
}

bool WebSocket::send(std::span<const std::uint8_t> message) {
  if (!open_) return false;
  unsigned short ready = 0;
  emscripten_websocket_get_ready_state(socket_, &ready);
  constexpr unsigned short kOpen = 1;
  if (ready != kOpen) return false;  // the close event is under way
  return emscripten_websocket_send_binary(socket_, const_cast<std::uint8_t*>(message.data()),
                                          static_cast<std::uint32_t>(message.size())) == EMSCRIPTEN_RESULT_SUCCESS;
}

void WebSocket::close() {
  drop_socket();
  has_opened_ = has_closed_ = false;
  inbox_.used = 0;
}

bool WebSocket::poll(Event& event) {
  if (has_opened_) {
    has_opened_ = false;
    event = {.kind = Event::Kind::opened};
    return true;
  }
  if (inbox_.used > 0) {
    std::swap(in_, out_);
    event = {.kind = Event::Kind::data, .bytes = std::span(out_).first(inbox_.used)};
    if (in_.size() > kKeepBytes) std::vector<std::uint8_t>().swap(in_);
    inbox_ = {in_.data(), 0, static_cast<std::uint32_t>(in_.size())};
    return true;
  }
  if (!has_closed_) return false;
  has_closed_ = false;
  event = close_event_;
  event.reason = reason_;
  return true;
}

std::size_t WebSocket::buffered() const {
  unsigned long long bytes = 0;
  if (socket_ != 0) emscripten_websocket_get_buffered_amount(socket_, &bytes);
  return static_cast<std::size_t>(bytes);
}

}  // namespace

}  // namespace transport

extern "C" {
EMSCRIPTEN_KEEPALIVE void page_websocket_room(void* owner, std::uint32_t size) {
  static_cast<transport::WebSocket*>(owner)->make_room(size);
}
EMSCRIPTEN_KEEPALIVE void page_websocket_arrived(void* owner) { static_cast<transport::WebSocket*>(owner)->arrived(); }
EMSCRIPTEN_KEEPALIVE void page_websocket_text(void* owner) { static_cast<transport::WebSocket*>(owner)->got_text(); }
}

namespace transport {

std::unique_ptr<Transport> make_websocket(Waker waker) { return std::make_unique<WebSocket>(waker); }

}  // namespace transport
