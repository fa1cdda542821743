// What a session keeps to when it sends: the packet ids in use, the codes that a client may send, what makes a packet
// too large.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

using Id = PropertyId;

Property number(Id id, std::uint32_t value) { return {.id = id, .number = value, .text = {}, .value = {}}; }

TEST(session_limits, a_packet_id_is_in_use_from_the_request_to_its_answer) {
  Script s;
  s.connected(false);
  EXPECT_EQ(s.session.packet_ids_in_use(), 0u);
  s.publish("a", "", 0).event("published 1 done").expect("PUBLISH qos=0 'a' ''");
  EXPECT_EQ(s.session.packet_ids_in_use(), 0u);
  s.publish("a", "", 1).expect("PUBLISH qos=1 id=1 'a' ''");
  s.publish("a", "", 2).expect("PUBLISH qos=2 id=2 'a' ''");
  s.subscribe({{"b"}}).expect("SUBSCRIBE id=3 'b' qos=0");
  s.unsubscribe({"b"}).expect("UNSUBSCRIBE id=4 'b'");
  EXPECT_EQ(s.session.packet_ids_in_use(), 4u);
  s.reply(Puback{1}).event("published 2 done");
  s.reply(Pubrec{2}).expect("PUBREL id=2");
  EXPECT_EQ(s.session.packet_ids_in_use(), 3u);
  s.reply(Unsuback{4}).event("unsubscribed id=4 done 'b'");
  s.close().event("subscribed id=3 unknown 'b' 0>0").event("ended connection_lost");
  EXPECT_EQ(s.session.packet_ids_in_use(), 1u) << "the QoS 2 message is to be settled yet";
  s.reconnected(true).expect("PUBREL id=2").reply(Pubcomp{2}).event("published 3 done");
  EXPECT_EQ(s.session.packet_ids_in_use(), 0u);
}

TEST(session_limits, what_is_refused_takes_no_packet_id) {
  SessionOptions options;
  options.max_unsettled_bytes = 40;
  Script s(options);
  s.connected();
  s.refused(s.session.publish({"+", {}, Qos::at_least_once, false, {}}, s.now),
            "local wildcard_in_topic_name PUBLISH topic_name 0 43 [MQTT311-3.3.2-2]");
  const std::string large(60, 'x');
  s.refused(s.session.publish({"a", as_bytes(large), Qos::at_least_once, false, {}}, s.now),
            "local queue_full PUBLISH none 61 40 []");
  const std::array<std::string_view, 1> filters = {large};
  s.refused(s.session.unsubscribe(filters, s.now), "local queue_full UNSUBSCRIBE none 66 40 []");
  EXPECT_EQ(s.session.packet_ids_in_use(), 0u);
  s.publish("a", "", 1).expect("PUBLISH qos=1 id=1 'a' ''");
}

TEST(session_limits, a_qos_1_message_that_only_an_automatic_alias_makes_too_large_goes_without) {
  SessionOptions options;
  options.version = Version::v5;
  options.automatic_topic_aliases = true;
  Script s(options);
  const auto limits = props({number(Id::topic_alias_maximum, 5), number(Id::maximum_packet_size, 14)});
  s.connected_with(ConnectOptions{}, Connack{false, 0, limits});
  s.publish("topic", "12", 1).expect("PUBLISH qos=1 id=1 'topic' '12'");
  // The server was told no alias, so none stands for the topic.
  s.publish("topic", "", 1).expect("PUBLISH qos=1 id=2 'topic' ''");
  s.refused(s.session.publish({"topic", as_bytes("123"), Qos::at_least_once, false, {}}, s.now),
            "local packet_too_large PUBLISH none 15 14 [MQTT5-3.2.2-15]");
  EXPECT_EQ(s.session.packet_ids_in_use(), 2u);
}

// MQTT 5 §3.14.2.1, table 3-10: the codes whose sender may be a client.
TEST(session_limits, v5_3_14_2_1_reason_codes_of_a_client_s_disconnect) {
  constexpr std::array kAllowed = {0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99};
  for (int code = 0; code < 256; ++code) {
    Script s(Version::v5);
    s.connected();
    const bool allowed = std::find(kAllowed.begin(), kAllowed.end(), code) != kAllowed.end();
    const auto result = s.session.disconnect(s.now, static_cast<std::uint8_t>(code));
    EXPECT_EQ(result.ok(), allowed) << code;
    EXPECT_EQ(s.session.state(), allowed ? State::idle : State::connected) << code;
    if (!allowed) {
      EXPECT_EQ(mqtt_text::text(result.error()),
                "local reserved_reason_code DISCONNECT reason_code " + std::to_string(code) + " 0 [MQTT5-3.14.2-1]");
      continue;
    }
    s.fetch().event("ended disconnected");
    s.expect(code == 0 ? "DISCONNECT" : "DISCONNECT code=" + std::to_string(code));
  }
}

// Reason strings and user properties that CONNECT did not want are an error where the specification says so; other
// properties of the same packets are not.
TEST(session_limits, v5_3_1_2_29_problem_information_that_was_not_asked_for) {
  const Property method{.id = Id::authentication_method, .number = 0, .text = "m", .value = {}};
  const Property why{.id = Id::reason_string, .number = 0, .text = "why", .value = {}};
  const Property pair{.id = Id::user_property, .number = 0, .text = "n", .value = "v"};
  const auto asked = props({number(Id::request_problem_information, 0), method});
  const auto plain = props({method});
  for (const auto& [unwelcome, field] : {std::pair(why, "reason_string"), std::pair(pair, "user_property")}) {
    Script s(Version::v5);
    ConnectOptions connect;
    connect.properties = asked;
    const auto welcome = props({method, unwelcome});
    s.connected_with(connect, Connack{false, 0, welcome});
    s.authenticate(0x19, plain).expect("AUTH code=25 {authentication_method 'm'}");
    s.reply(Auth{0x18, plain}).event("auth_received code=24 {authentication_method 'm'}");
    const auto more = props({pair});
    s.reply(Publish{"a", {}, Qos::at_most_once, false, false, 0, more});
    EXPECT_EQ(s.take_events().size(), 1u) << "a message may have them";
    s.reply(Auth{0, welcome}).expect("DISCONNECT code=130");
    s.event(std::string("failed peer problem_information_not_requested AUTH ") + field + " 0 0 [MQTT5-3.1.2-29]");
    s.event("ended failed");
  }
}

}  // namespace
}  // namespace mqtt
