// The lower layer that Boost.Beast reads from and writes to: two buffers in memory instead of a socket. A read waits
// until it is fed, a write is done at once. For websocket_native.posix.cpp alone.
#pragma once
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace transport {

// An AsyncStream of Boost.Asio. At most one read and one write at a time, and only in the context's own thread.
class MemoryStream {
 public:
  using executor_type = boost::asio::io_context::executor_type;

  explicit MemoryStream(boost::asio::io_context& context) : executor_(context.get_executor()) {}

  executor_type get_executor() const noexcept { return executor_; }

  // A read waits, and there is nothing for it.
  bool wants_input() const { return reader_ != nullptr; }
  // Call these only while wants_input(): bytes that came in (at least one), or the end of them.
  void feed(std::span<const std::uint8_t> bytes) {
    input_.assign(bytes.begin(), bytes.end());
    taken_ = 0;
    answer_reader();
  }
  void feed_end() {
    ended_ = true;
    answer_reader();
  }
  // What was written since the last call; valid until the next.
  std::span<const std::uint8_t> take_output() {
    taken_output_.clear();
    taken_output_.swap(output_);
    return taken_output_;
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::beast::error_code, std::size_t)>(
        [this](auto handler, const Buffers& into) {
          reader_ = std::make_unique<WaitingRead<decltype(handler), Buffers>>(std::move(handler), into);
          if (left() > 0 || ended_) answer_reader();
        },
        token, buffers);
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::beast::error_code, std::size_t)>(
        [this](auto handler, const Buffers& from) {
          const std::size_t before = output_.size();
          const std::size_t size = boost::asio::buffer_size(from);
          output_.resize(before + size);
          boost::asio::buffer_copy(boost::asio::buffer(output_.data() + before, size), from);
          boost::asio::post(executor_,
                            boost::beast::bind_front_handler(std::move(handler), boost::beast::error_code{}, size));
        },
        token, buffers);
  }

  // The socket's end is not Beast's to bring about.
  friend void beast_close_socket(MemoryStream&) {}
  template <class Handler>
  friend void async_teardown(boost::beast::role_type, MemoryStream& stream, Handler&& handler) {
    boost::asio::post(stream.executor_,
                      boost::beast::bind_front_handler(std::forward<Handler>(handler), boost::beast::error_code{}));
  }

 private:
  class Reader {
   public:
    virtual ~Reader() = default;
    // Takes what fits and posts the handler; returns how much.
    virtual std::size_t answer(const executor_type& executor, std::span<const std::uint8_t> bytes) = 0;
  };
  template <class Handler, class Buffers>
  class WaitingRead final : public Reader {
   public:
    WaitingRead(Handler&& handler, const Buffers& buffers) : handler_(std::move(handler)), buffers_(buffers) {}
    std::size_t answer(const executor_type& executor, std::span<const std::uint8_t> bytes) override {
      const std::size_t size = boost::asio::buffer_copy(buffers_, boost::asio::buffer(bytes.data(), bytes.size()));
      boost::beast::error_code error;
      if (bytes.empty() && boost::asio::buffer_size(buffers_) > 0) error = boost::asio::error::eof;
      boost::asio::post(executor, boost::beast::bind_front_handler(std::move(handler_), error, size));
      return size;
    }

   private:
    Handler handler_;
    Buffers buffers_;
  };

  std::size_t left() const { return input_.size() - taken_; }
  void answer_reader() {
    const std::unique_ptr<Reader> reader = std::move(reader_);
    taken_ += reader->answer(executor_, std::span(input_).subspan(taken_));
  }

  executor_type executor_;
  std::unique_ptr<Reader> reader_;
  std::vector<std::uint8_t> input_;
  std::size_t taken_ = 0;  // of input_
  bool ended_ = false;
  std::vector<std::uint8_t> output_, taken_output_;
};

}  // namespace transport
