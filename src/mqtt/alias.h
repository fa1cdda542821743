// Topic aliases of one connection, each direction by itself (MQTT 5 §3.3.2.3.4). They end with the connection
// [MQTT5-3.3.2-7]. Numbers and topics only: no packets.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mqtt/error.h"

namespace mqtt {

// What the peer's aliases stand for. Memory: at most one topic for each alias that we allowed.
class IncomingAliases {
 public:
  // A connection begins. `maximum`: the Topic Alias Maximum of our CONNECT; 0: none is allowed.
  void begin(std::uint16_t maximum);

  // A PUBLISH came with `alias`: with a topic the alias stands for that from now on; an empty topic becomes the one it
  // stands for, a view that holds until the alias is set anew. False, with reason, field, rule and numbers of `error`
  // set: topic_alias_out_of_range, unknown_topic_alias.
  bool resolve(std::uint32_t alias, std::string_view& topic, Error& error);

 private:
  std::uint16_t maximum_ = 0;
  std::vector<std::string> topics_;  // [alias - 1], as far as aliases came
};

// What our own aliases stand for at the peer.
class OutgoingAliases {
 public:
  // A connection begins. `maximum`: the server's Topic Alias Maximum.
  void begin(std::uint16_t maximum);

  // What `alias` stands for at the peer; empty for nothing.
  std::string_view topic(std::uint32_t alias) const;

  // The caller of the session has published with `topic` and an alias of its own (1 to the maximum), which may have to
  // wait: from now on this is what the caller means by it, and choose() leaves it alone.
  void give(std::uint32_t alias, std::string_view topic);
  // What the caller means by `alias`; empty for nothing.
  std::string_view given(std::uint32_t alias) const;

  struct Choice {
    std::uint16_t alias = 0;  // 0: send it without
    bool known = false;       // the peer knows it: the topic can be left out
  };
  // The alias to send `topic` with: the one it has, a free one, or the one that was not used for longest and is not the
  // caller's. 0 when there is none, or when aliases are not allowed or do not make the packet smaller.
  Choice choose(std::string_view topic) const;

  // A PUBLISH with `topic` and `alias` (1 to the maximum) has gone out.
  void sent(std::uint32_t alias, std::string_view topic);

 private:
  struct Entry {
    std::string topic, given;
    std::uint64_t used_at = 0;
  };
  std::uint16_t maximum_ = 0;
  std::uint64_t uses_ = 0;
  std::vector<Entry> entries_;  // [alias - 1]
};

}  // namespace mqtt
