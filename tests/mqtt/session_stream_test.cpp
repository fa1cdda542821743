// The session against streams cut in any way, with an inspector, with damage, and its use of memory.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "mqtt/session.h"
#include "support/mqtt_script.h"
#include "support/mqtt_vectors.h"

namespace {
std::size_t allocations = 0, largest = 0;
}

// Counts the allocations of this executable, so that "no allocation" and "no growth" can be asserted.
void* operator new(std::size_t size) {
  ++allocations;
  if (size > largest) largest = size;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace mqtt {
namespace {

// All that a server may send after CONNACK, three times over.
Buffer server_stream() {
  Buffer stream;
  for (int round = 0; round < 3; ++round) {
    for (const Vector& vector : all_vectors()) {
      switch (type_of(vector.packet)) {
        case PacketType::connect:
        case PacketType::connack:
        case PacketType::subscribe:
        case PacketType::unsubscribe:
        case PacketType::pingreq:
        case PacketType::disconnect:
          break;
        default:
          put_bytes(stream, vector.bytes);
      }
    }
  }
  return stream;
}

struct Trace {
  std::deque<std::string> events, sent;
};

// Gives `stream` to a connected session in pieces of the sizes that `size` tells.
template <class Size>
Trace run(const Buffer& stream, Size size) {
  Script s;
  s.connected();
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t count = std::min<std::size_t>(size(), stream.size() - at);
    s.bytes_in(Bytes(stream).subspan(at, count));
    at += count;
  }
  s.close();
  return {s.take_events(), s.take_sent()};
}

// Pitfall 1
TEST(session_stream, any_split_and_any_merge_gives_the_same_events_and_answers) {
  const Buffer stream = server_stream();
  const Trace whole = run(stream, [&] { return stream.size(); });
  EXPECT_GT(whole.events.size(), 20u);
  const Trace bytes = run(stream, [] { return std::size_t{1}; });
  EXPECT_EQ(whole.events, bytes.events);
  EXPECT_EQ(whole.sent, bytes.sent);
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    const std::uint32_t longest = 1 + random.below(200);
    const Trace pieces = run(stream, [&] { return std::size_t{1} + random.below(longest); });
    ASSERT_EQ(whole.events, pieces.events) << "seed " << seed;
    ASSERT_EQ(whole.sent, pieces.sent) << "seed " << seed;
  }
}

// However the stream is damaged: at most one `failed`, `ended` last and once, whole or byte by byte.
TEST(session_stream, damage_ends_in_one_error_at_most) {
  const Buffer stream = server_stream();
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    Buffer damaged = stream;
    for (int hits = 0; hits < 3; ++hits)
      damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = static_cast<std::uint8_t>(random.below(256));
    const Trace whole = run(damaged, [&] { return damaged.size(); });
    const Trace pieces = run(damaged, [&] { return std::size_t{1} + random.below(20); });
    ASSERT_EQ(whole.events, pieces.events) << "seed " << seed;
    std::size_t failed = 0, ended = 0;
    for (const std::string& event : whole.events) {
      failed += event.compare(0, 7, "failed ") == 0;
      ended += event.compare(0, 6, "ended ") == 0;
    }
    EXPECT_LE(failed, 1u);
    EXPECT_EQ(ended, 1u);
    EXPECT_EQ(whole.events.back().compare(0, 6, "ended "), 0) << whole.events.back();
  }
}

TEST(session_stream, an_inspector_sees_every_packet_in_order) {
  SessionOptions options;
  options.inspect = true;
  Script s(options);
  s.connect()
      .expect("CONNECT 'c' clean=1 keepalive=60")
      .event("> CONNECT 10 0D 00 04 4D 51 54 54 04 02 00 3C 00 01 63");
  s.reply(Connack{}).event("< CONNACK 20 02 00 00").event("connected session=0");
  s.publish("a", "x", 2).expect("PUBLISH qos=2 id=1 'a' 'x'").event("> PUBLISH 34 06 00 01 61 00 01 78");
  s.reply(Pubrec{1}).event("< PUBREC 50 02 00 01").event("> PUBREL 62 02 00 01").expect("PUBREL id=1");
  s.raw("70 02 00 01  32 05 00 01 61 00 07").event("< PUBCOMP 70 02 00 01").event("published 1 done");
  s.event("< PUBLISH 32 05 00 01 61 00 07")
      .event("received qos=1 id=7 'a' ''")
      .event("> PUBACK 40 02 00 07")
      .expect("PUBACK id=7");
  s.disconnect().expect("DISCONNECT").event("> DISCONNECT E0 00").event("ended disconnected");
}

// A packet that makes no event of its own still shows its answer before the next packet.
TEST(session_stream, an_inspector_sees_answers_before_the_next_packet) {
  SessionOptions options;
  options.inspect = true;
  Script s(options);
  s.connect().reply(Connack{}).publish_in("a", "", 2, 7);
  s.take_sent();
  s.take_events();
  s.raw("3C 05 00 01 61 00 07  30 03 00 01 62").expect("PUBREC id=7");
  s.event("< PUBLISH 3C 05 00 01 61 00 07")
      .event("> PUBREC 50 02 00 07")
      .event("< PUBLISH 30 03 00 01 62")
      .event("received qos=0 'b' ''");
}

TEST(session_stream, an_inspector_begins_anew_with_each_connection) {
  SessionOptions options;
  options.inspect = true;
  Script s(options);
  s.connect().reply(Connack{});
  s.take_sent();
  s.take_events();
  s.session.received(mqtt_text::hex("30 03 00 01 61"), s.now);
  Event event;
  ASSERT_TRUE(s.session.next_event(event));
  EXPECT_EQ(mqtt_text::text(event), "< PUBLISH 30 03 00 01 61");
  s.disconnect().expect("DISCONNECT").event("> DISCONNECT E0 00").event("ended disconnected");
  s.connect().reply(Connack{});
  s.expect("CONNECT 'c' clean=1 keepalive=60").event("> CONNECT 10 0D 00 04 4D 51 54 54 04 02 00 3C 00 01 63");
  s.event("< CONNACK 20 02 00 00").event("connected session=0");
}

TEST(session_stream, an_inspector_sees_what_is_sent_again) {
  SessionOptions options;
  options.inspect = true;
  Script s(options);
  s.connect(false).reply(Connack{}).publish("a", "1", 1).publish("a", "2", 1).close();
  s.take_events();
  s.take_sent();
  s.connect(false).reply(Connack{true, 0});
  s.expect("CONNECT 'c' clean=0 keepalive=60")
      .expect("PUBLISH qos=1 id=1 dup 'a' '1'")
      .expect("PUBLISH qos=1 id=2 dup 'a' '2'");
  s.event("> CONNECT 10 0D 00 04 4D 51 54 54 04 00 00 3C 00 01 63")
      .event("< CONNACK 20 02 01 00")
      .event("connected session=1");
  s.event("> PUBLISH 3A 06 00 01 61 00 01 31").event("> PUBLISH 3A 06 00 01 61 00 02 32");
  s.close().event("ended connection_lost");
}

// The packet stays whole between its two events, even if more bytes come.
TEST(session_stream, bytes_may_come_between_an_inspected_packet_and_its_event) {
  SessionOptions options;
  options.inspect = true;
  Session session(options);
  ConnectOptions connect;
  connect.client_id = "c";
  ASSERT_TRUE(session.connect(connect, 0));
  session.opened(0);
  session.received(mqtt_text::hex("20 02 00 00 30 04 00 01 61 31"), 0);
  Event event;
  for (const char* wanted : {"> CONNECT", "< CONNACK", "connected", "< PUBLISH"}) {
    ASSERT_TRUE(session.next_event(event));
    EXPECT_EQ(mqtt_text::text(event).compare(0, std::string_view(wanted).size(), wanted), 0) << mqtt_text::text(event);
  }
  session.received(Buffer(100'000, 0xD0), 0);
  ASSERT_TRUE(session.next_event(event));
  EXPECT_EQ(mqtt_text::text(event), "received qos=0 'a' '1'");
}

// How many allocations it takes to receive `stream` 10,000 times over, after a first time, as `messages` each time, on
// a connection that `connect` begins and `connack` accepts.
std::size_t allocations_of(const Buffer& stream, int messages, const ConnectOptions& connect, Version version) {
  Session session({.version = version});
  EXPECT_TRUE(session.connect(connect, 0));
  session.opened(0);
  Buffer connack;
  EXPECT_TRUE(encode(Connack{}, version, connack));
  session.received(connack, 0);
  Event event;
  while (session.next_event(event)) {
  }
  std::size_t before = 0;
  int received = 0;
  for (int round = 0; round <= 10'000; ++round) {
    session.received(stream, round);
    while (session.next_event(event))
      received += event.type == EventType::received && event.topic == "plant/line/state" && event.payload.size() == 64;
    if (round == 0) before = allocations;
  }
  EXPECT_EQ(received, messages * 10'001);
  return allocations - before;
}

TEST(session_stream, a_received_qos_0_message_allocates_nothing) {
  ConnectOptions connect;
  connect.client_id = "c";
  const std::string payload(64, 'x');
  const Publish publish{"plant/line/state", as_bytes(payload)};
  for (const Version version : {Version::v3_1, Version::v3_1_1, Version::v5}) {
    Buffer stream;
    ASSERT_TRUE(encode(publish, version, stream));
    EXPECT_EQ(allocations_of(stream, 1, connect, version), 0u) << static_cast<int>(version);
  }
}

TEST(session_stream, neither_do_properties_and_topic_aliases) {
  PropertyList asked;
  ASSERT_TRUE(asked.add(PropertyId::topic_alias_maximum, 10));
  ConnectOptions connect;
  connect.client_id = "c";
  connect.properties = asked;
  PropertyList aliased, plain;
  for (PropertyList* list : {&aliased, &plain}) {
    ASSERT_TRUE(list->add(PropertyId::content_type, "application/json"));
    ASSERT_TRUE(list->add(PropertyId::message_expiry_interval, 60));
    ASSERT_TRUE(list->add(PropertyId::correlation_data, std::string_view("\0\1\2", 3)));
    ASSERT_TRUE(list->add(PropertyId::subscription_identifier, 300));
    ASSERT_TRUE(list->add_user("name", "value"));
    ASSERT_TRUE(list->add_user("name", "another value, longer than any short string"));
  }
  ASSERT_TRUE(aliased.add(PropertyId::topic_alias, 7));
  const std::string payload(64, 'x');
  Publish named{"plant/line/state", as_bytes(payload)};
  named.properties = aliased;
  Publish by_alias = named, without = named;
  by_alias.topic = {};
  without.properties = plain;
  Buffer stream;
  for (const Publish* each : {&named, &by_alias, &without, &by_alias}) ASSERT_TRUE(encode(*each, Version::v5, stream));
  EXPECT_EQ(allocations_of(stream, 4, connect, Version::v5), 0u);
}

// Messages of 1 MiB pass through the output and the inspector, whose memory does not grow with their number.
TEST(session_stream, large_messages_leave_no_trace) {
  SessionOptions options;
  options.inspect = true;
  Script s(options);
  s.connect().reply(Connack{});
  s.take_sent();
  s.take_events();
  const std::string large(1u << 20, 'x');
  Event event;
  largest = 0;
  for (int round = 1; round <= 8; ++round) {
    ASSERT_TRUE(s.session.publish({"a", as_bytes(large), Qos::at_most_once, false, {}}, s.now));
    ASSERT_TRUE(s.session.next_event(event));
    EXPECT_EQ(event.bytes.size(), large.size() + 7);
    ASSERT_TRUE(s.session.next_event(event));
    EXPECT_EQ(event.type, EventType::published);
    EXPECT_FALSE(s.session.next_event(event));
    EXPECT_EQ(s.session.take_output().size(), large.size() + 7);
  }
  EXPECT_LT(largest, 4u << 20);
  s.publish("a", "small", 0)
      .expect("PUBLISH qos=0 'a' 'small'")
      .event("> PUBLISH 30 08 00 01 61 73 6D 61 6C 6C")
      .event("published 9 done");
}

TEST(session_stream, tokens_are_never_used_twice) {
  Script s;
  s.connected().publish("a", "1", 0).publish("a", "2", 1);
  s.expect("PUBLISH qos=0 'a' '1'").event("published 1 done").expect("PUBLISH qos=1 id=1 'a' '2'");
  s.close().event("published 2 unknown").event("ended connection_lost");
  s.connected().publish("a", "3", 0).expect("PUBLISH qos=0 'a' '3'").event("published 3 done");
}

}  // namespace
}  // namespace mqtt
