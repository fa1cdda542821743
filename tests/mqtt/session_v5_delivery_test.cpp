// Messages, quotas, aliases, limits and acknowledgements with MQTT 5, as scripts against a peer.
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

using Id = PropertyId;

Property number(Id id, std::uint32_t value) { return {.id = id, .number = value, .text = {}, .value = {}}; }
Property text(Id id, std::string_view value) { return {.id = id, .number = 0, .text = value, .value = {}}; }

// Connected with MQTT 5: what CONNECT and CONNACK say besides.
struct Line : Script {
  explicit Line(std::initializer_list<Property> asked = {}, std::initializer_list<Property> given = {},
                SessionOptions options = {})
      : Script((options.version = Version::v5, options)) {
    again(asked, given, true, false);
  }
  Line& again(std::initializer_list<Property> asked, std::initializer_list<Property> given, bool clean, bool present) {
    ConnectOptions connect;
    connect.client_id = "c";
    connect.clean_session = clean;
    const PropertyList list = props(asked);
    connect.properties = list;
    connected_with(connect, Connack{present, 0, props(given)});
    return *this;
  }
};

Message message(std::string_view topic, std::string_view payload, int qos, Properties properties = {}) {
  return {topic, as_bytes(payload), static_cast<Qos>(qos), false, properties};
}

TEST(session_v5_delivery, properties_go_out_and_come_in) {
  Line s;
  PropertyList list = props({text(Id::content_type, "text/plain"), text(Id::response_topic, "r")});
  list.add_user("a", "1");
  list.add_user("a", "2");
  s.publish(message("t", "x", 0, list)).event("published 1 done");
  s.expect("PUBLISH qos=0 't' 'x' {content_type 'text/plain', response_topic 'r', user_property 'a'='1', "
           "user_property 'a'='2'}");
  s.reply(Publish{"t", as_bytes("x"), Qos::at_most_once, false, false, 0, list});
  s.event("received qos=0 't' 'x' {content_type 'text/plain', response_topic 'r', user_property 'a'='1', "
          "user_property 'a'='2'}");
}

TEST(session_v5_delivery, an_acknowledgement_may_refuse) {
  Line s;
  s.publish("a", "1", 1).publish("a", "2", 2).publish("a", "3", 2).publish("a", "4", 1).take_sent();
  s.reply(Puback{1, 0x97, props({text(Id::reason_string, "no room")})});
  s.event("published 1 refused code=151 {reason_string 'no room'}");
  s.reply(Pubrec{2, 0x87}).event("published 2 refused code=135").quiet();
  s.reply(Pubrec{3, 0x10}).expect("PUBREL id=3").reply(Pubcomp{3}).event("published 3 done");
  s.reply(Puback{4, 0x10}).event("published 4 done code=16");
}

TEST(session_v5_delivery, a_refused_publish_is_not_sent_again) {
  Line s({number(Id::session_expiry_interval, 60)});
  s.publish("a", "1", 2).take_sent();
  s.reply(Pubrec{1, 0x80}).event("published 1 refused code=128").close().event("ended connection_lost");
  s.again({number(Id::session_expiry_interval, 60)}, {}, false, true).quiet();
}

TEST(session_v5_delivery, what_nobody_asked_for) {
  Line s;
  s.reply(Puback{7, 0x10}).event("ignored PUBACK id=7 code=16");
  s.reply(Pubcomp{7}).event("ignored PUBCOMP id=7");
  s.reply(Pubrec{7}).expect("PUBREL id=7 code=146");
  s.reply(Pubrec{7, 0x80}).event("ignored PUBREC id=7 code=128");
  s.reply(Pubrel{7}).expect("PUBCOMP id=7 code=146");
  const auto one = mqtt_text::hex("00");
  s.reply(Suback{7, Bytes(one)}).event("ignored SUBACK id=7");
  s.reply(Unsuback{7, Bytes(one)}).event("ignored UNSUBACK id=7");
}

// Pitfall 21, 29: an id that waits for the quota is not yet the peer's to acknowledge.
TEST(session_v5_delivery, an_acknowledgement_of_what_has_not_left) {
  Line s({}, {number(Id::receive_maximum, 1)});
  s.publish("a", "1", 1).publish("a", "2", 1).expect("PUBLISH qos=1 id=1 'a' '1'").quiet();
  s.reply(Puback{2}).event("ignored PUBACK id=2").quiet();
  s.reply(Puback{1}).event("published 1 done").expect("PUBLISH qos=1 id=2 'a' '2'");
  s.reply(Puback{2}).event("published 2 done");
}

// Pitfall 23.
TEST(session_v5_delivery, the_receive_maximum_of_the_server) {
  Line s({}, {number(Id::receive_maximum, 2)});
  s.publish("a", "1", 2).publish("a", "2", 1).publish("a", "3", 1).publish("a", "4", 0).event("published 4 done");
  s.expect("PUBLISH qos=2 id=1 'a' '1'").expect("PUBLISH qos=1 id=2 'a' '2'").expect("PUBLISH qos=0 'a' '4'").quiet();
  s.reply(Pubrec{1}).expect("PUBREL id=1").quiet();  // PUBREC gives nothing back
  s.reply(Pubcomp{1}).event("published 1 done").expect("PUBLISH qos=1 id=3 'a' '3'");
  s.reply(Puback{3}).event("published 3 done").reply(Puback{2}).event("published 2 done");
}

TEST(session_v5_delivery, the_receive_maximum_is_the_new_connection_s) {
  Line s({number(Id::session_expiry_interval, 60)}, {number(Id::receive_maximum, 3)});
  s.publish("a", "1", 1).publish("a", "2", 2).publish("a", "3", 2).publish("a", "4", 1).take_sent();
  s.reply(Pubrec{2}).expect("PUBREL id=2").close().event("ended connection_lost");
  s.again({number(Id::session_expiry_interval, 60)}, {number(Id::receive_maximum, 1)}, false, true);
  // What waits for its PUBCOMP is under way too: never two at a time.
  s.expect("PUBREL id=2").quiet();
  s.reply(Pubcomp{2}).event("published 2 done").expect("PUBLISH qos=1 id=1 dup 'a' '1'").quiet();
  s.reply(Puback{1}).event("published 1 done").expect("PUBLISH qos=2 id=3 dup 'a' '3'").quiet();
  s.reply(Pubrec{3}).expect("PUBREL id=3").reply(Pubcomp{3}).event("published 3 done");
  s.expect("PUBLISH qos=1 id=4 'a' '4'").reply(Puback{4}).event("published 4 done");
}

TEST(session_v5_delivery, our_receive_maximum_is_enforced) {
  Line s({number(Id::receive_maximum, 2)});
  for (PacketId id = 1; id <= 5; ++id) {  // answered one by one: never more than one under way
    s.publish_in("a", "x", 1, id).event("received qos=1 id=" + std::to_string(id) + " 'a' 'x'");
    s.expect("PUBACK id=" + std::to_string(id));
  }
  s.publish_in("a", "x", 2, 10).event("received qos=2 id=10 'a' 'x'").expect("PUBREC id=10");
  s.publish_in("a", "x", 2, 11).event("received qos=2 id=11 'a' 'x'").expect("PUBREC id=11");
  s.publish_in("a", "x", 2, 10, true).expect("PUBREC id=10");  // the same one again
  s.reply(Pubrel{10}).expect("PUBCOMP id=10");
  s.publish_in("a", "x", 2, 12).event("received qos=2 id=12 'a' 'x'").expect("PUBREC id=12");
  s.publish_in("a", "x", 1, 13);
  s.event("failed peer receive_maximum_exceeded PUBLISH packet_id 3 2 [MQTT5-3.3.4-9]").event("ended failed");
  s.expect("DISCONNECT code=147");
}

TEST(session_v5_delivery, an_answer_that_has_not_left_is_no_answer) {
  Line s({number(Id::receive_maximum, 1)});
  s.raw("32 06 00 01 61 00 01 00  32 06 00 01 61 00 02 00");
  s.event("received qos=1 id=1 'a' ''");
  s.event("failed peer receive_maximum_exceeded PUBLISH packet_id 2 1 [MQTT5-3.3.4-9]").event("ended failed");
  s.expect("DISCONNECT code=147");
}

// Pitfall 27.
TEST(session_v5_delivery, aliases_of_the_server) {
  Line s({number(Id::topic_alias_maximum, 2)});
  const auto with = [&](std::string_view topic, std::uint32_t alias) {
    s.reply(Publish{topic, {}, Qos::at_most_once, false, false, 0, props({number(Id::topic_alias, alias)})});
  };
  with("a/b", 2);
  s.event("received qos=0 'a/b' '' {topic_alias=2}");
  with("", 2);
  s.event("received qos=0 'a/b' '' {topic_alias=2}");
  with("c", 2);
  s.event("received qos=0 'c' '' {topic_alias=2}");
  with("", 2);
  s.event("received qos=0 'c' '' {topic_alias=2}");
  with("", 1);
  s.event("failed peer unknown_topic_alias PUBLISH topic_alias 1 0 [MQTT 5 §3.3.2.3.4]").event("ended failed");
  s.expect("DISCONNECT code=130");
  s.again({number(Id::topic_alias_maximum, 2)}, {}, true, false);
  with("", 2);  // not kept over a reconnect
  s.event("failed peer unknown_topic_alias PUBLISH topic_alias 2 0 [MQTT 5 §3.3.2.3.4]").event("ended failed");
  s.expect("DISCONNECT code=130");
  s.again({number(Id::topic_alias_maximum, 2)}, {}, true, false);
  with("a", 3);
  s.event("failed peer topic_alias_out_of_range PUBLISH topic_alias 3 2 [MQTT5-3.1.2-26]").event("ended failed");
  s.expect("DISCONNECT code=148");
}

TEST(session_v5_delivery, aliases_of_the_caller) {
  Line s({}, {number(Id::topic_alias_maximum, 5)});
  const auto two = props({number(Id::topic_alias, 2)});
  s.refused(s.session.publish(message("", "x", 0, two), s.now),
            "local unknown_topic_alias PUBLISH topic_alias 2 0 [MQTT 5 §3.3.2.3.4]");
  s.publish(message("topic", "x", 0, two)).expect("PUBLISH qos=0 'topic' 'x' {topic_alias=2}").event("published 1 done");
  s.publish(message("", "y", 1, two)).expect("PUBLISH qos=1 id=1 '' 'y' {topic_alias=2}");
  s.reply(Puback{1}).event("published 2 done");
  s.refused(s.session.publish(message("t", "x", 0, props({number(Id::topic_alias, 6)})), s.now),
            "local topic_alias_out_of_range PUBLISH topic_alias 6 5 [MQTT5-3.2.2-17]");
  s.refused(s.session.publish(message("t", "x", 0, props({number(Id::topic_alias, 0)})), s.now),
            "local topic_alias_out_of_range PUBLISH topic_alias 0 65535 [MQTT5-3.3.2-8]");
}

TEST(session_v5_delivery, what_is_sent_again_goes_without_its_alias) {
  Line s({number(Id::session_expiry_interval, 60)}, {number(Id::topic_alias_maximum, 5)});
  const auto two = props({number(Id::topic_alias, 2), number(Id::message_expiry_interval, 9)});
  s.publish(message("topic", "x", 1, two)).publish(message("", "y", 1, two)).take_sent();
  s.close().event("ended connection_lost");
  s.again({number(Id::session_expiry_interval, 60)}, {}, false, true);
  s.expect("PUBLISH qos=1 id=1 dup 'topic' 'x' {message_expiry_interval=9}");
  s.expect("PUBLISH qos=1 id=2 dup 'topic' 'y' {message_expiry_interval=9}");
  s.close().event("ended connection_lost");
}

TEST(session_v5_delivery, aliases_by_themselves) {
  SessionOptions options;
  options.automatic_topic_aliases = true;
  Line s({}, {number(Id::topic_alias_maximum, 2)}, options);
  s.publish("topic/a", "1", 0).expect("PUBLISH qos=0 'topic/a' '1' {topic_alias=1}").event("published 1 done");
  s.publish("topic/a", "2", 0).expect("PUBLISH qos=0 '' '2' {topic_alias=1}").event("published 2 done");
  s.publish("topic/b", "3", 1).expect("PUBLISH qos=1 id=1 'topic/b' '3' {topic_alias=2}");
  s.publish("topic/a", "4", 0).expect("PUBLISH qos=0 '' '4' {topic_alias=1}").event("published 4 done");
  s.publish("topic/c", "5", 0).expect("PUBLISH qos=0 'topic/c' '5' {topic_alias=2}").event("published 5 done");
  s.publish("abc", "6", 0).expect("PUBLISH qos=0 'abc' '6'").event("published 6 done");
  s.reply(Puback{1}).event("published 3 done");
}

// Pitfall 26.
TEST(session_v5_delivery, the_server_s_maximum_packet_size) {
  Line s({}, {number(Id::maximum_packet_size, 12)});
  s.publish("a", "1234", 1).expect("PUBLISH qos=1 id=1 'a' '1234'");
  s.refused(s.session.publish(message("a", "12345", 1), s.now),
            "local packet_too_large PUBLISH none 13 12 [MQTT5-3.2.2-15]");
  s.refused(s.session.publish(message("a", "1234567", 0), s.now),
            "local packet_too_large PUBLISH none 13 12 [MQTT5-3.2.2-15]");
  const SubscribeRequest wide{.filter = "abcdef"};
  s.refused(s.session.subscribe({&wide, 1}, s.now), "local packet_too_large SUBSCRIBE none 14 12 [MQTT5-3.2.2-15]");
  s.reply(Puback{1}).event("published 1 done");
}

TEST(session_v5_delivery, a_server_so_small_that_nothing_fits_gets_nothing) {
  Line s({}, {number(Id::maximum_packet_size, 2)});
  s.publish_in("a", "x", 1, 1).event("received qos=1 id=1 'a' 'x'").quiet();
  s.raw("F0 00 00").event("failed peer unexpected_authentication AUTH packet_type 0 0 [MQTT5-4.12.0-6]");
  s.event("ended failed").quiet();
}

TEST(session_v5_delivery, our_maximum_packet_size_is_enforced) {
  Line s({number(Id::maximum_packet_size, 12)});
  s.publish_in("a", "123456").event("received qos=0 'a' '123456'");
  s.publish_in("a", "1234567");
  s.event("failed peer packet_too_large PUBLISH remaining_length 13 12 [MQTT5-3.1.2-24]").event("ended failed");
  s.expect("DISCONNECT code=149");
}

// Pitfall 29.
TEST(session_v5_delivery, the_server_s_other_limits) {
  Line s({}, {number(Id::maximum_qos, 1), number(Id::retain_available, 0), number(Id::wildcard_subscription_available, 0),
              number(Id::shared_subscription_available, 0), number(Id::subscription_identifier_available, 0)});
  s.refused(s.session.publish(message("a", "", 2), s.now), "local qos_not_supported PUBLISH qos 2 1 [MQTT5-3.2.2-11]");
  s.refused(s.session.publish({"a", {}, Qos::at_most_once, true, {}}, s.now),
            "local retain_not_supported PUBLISH retain 0 0 [MQTT5-3.2.2-14]");
  const SubscribeRequest wild{.filter = "a/+"}, shared{.filter = "$share/g/a"}, plain{.filter = "a"};
  const auto refusal = [&](const SubscribeRequest& one, Properties properties = {}) {
    const auto result = s.session.subscribe({&one, 1}, s.now, properties);
    return result ? "sent" : std::string(name(result.error().reason));
  };
  EXPECT_EQ(refusal(wild), "wildcard_subscriptions_not_supported");
  EXPECT_EQ(refusal(shared), "shared_subscriptions_not_supported");
  const auto identifier = props({number(Id::subscription_identifier, 1)});
  EXPECT_EQ(refusal(plain, identifier), "subscription_identifiers_not_supported");
  EXPECT_EQ(refusal(plain), "sent");
  s.fetch().expect("SUBSCRIBE id=1 'a' qos=0");
}

TEST(session_v5_delivery, what_was_asked_for_before_connack_and_is_beyond_its_limits) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  ConnectOptions connect;
  connect.client_id = "c";
  connect.properties = keep;
  s.start(connect);
  s.publish("a", "1", 1).publish("a", "2", 2).publish("a", "a long payload", 1).publish("a", "r", 1, true);
  s.open().take_sent();
  s.reply(Connack{false, 0, props({number(Id::maximum_qos, 1), number(Id::maximum_packet_size, 12),
                                   number(Id::retain_available, 0)})});
  s.take_events();
  s.expect("PUBLISH qos=1 id=1 'a' '1'").quiet();
  s.close().event("ended connection_lost");
}

TEST(session_v5_delivery, what_is_beyond_the_limits_comes_out_with_the_cause) {
  Script s(Version::v5);
  ConnectOptions connect;
  connect.client_id = "c";
  s.start(connect).publish("a", "2", 2).open().take_sent();
  s.reply(Connack{false, 0, props({number(Id::maximum_qos, 1)})}).event("connected session=0 {maximum_qos=1}");
  s.event("published 1 not_sent local qos_not_supported PUBLISH qos 2 1 [MQTT5-3.2.2-11]");
  EXPECT_EQ(s.session.unsettled_messages(), 0u);
  EXPECT_EQ(s.session.unsettled_bytes(), 0u);
}

// Pitfall 30.
TEST(session_v5_delivery, a_payload_that_says_it_is_text) {
  Line s;
  const auto says_text = props({number(Id::payload_format_indicator, 1)});
  s.refused(s.session.publish(message("a", "x\xFF", 0, says_text), s.now),
            "local payload_not_utf8 PUBLISH payload 1 0 [MQTT 5 §3.3.2.3.2]");
  s.publish(message("a", "x", 0, says_text)).expect("PUBLISH qos=0 'a' 'x' {payload_format_indicator=1}");
  s.event("published 1 done");
  s.reply(Publish{"a", as_bytes("\xFF"), Qos::at_most_once, false, false, 0, says_text});
  s.event("received qos=0 'a' <FF> {payload_format_indicator=1}");
}

TEST(session_v5_delivery, subscribing_with_all_options) {
  Line s;
  const auto identifier = props({number(Id::subscription_identifier, 7)});
  s.subscribe({{.filter = "a", .qos = Qos::at_least_once, .no_local = true, .retain_as_published = true,
                .retain_handling = 2}, {.filter = "$share/g/b/+"}}, identifier);
  s.take_sent();
  const auto codes = mqtt_text::hex("01 9E");
  s.reply(Suback{1, Bytes(codes), props({text(Id::reason_string, "half")})});
  s.event("subscribed id=1 done 'a' 1>1 '$share/g/b/+' 0>158 {reason_string 'half'}");
  s.unsubscribe({"a", "b"}).expect("UNSUBSCRIBE id=2 'a' 'b'");
  const auto answers = mqtt_text::hex("00 11");
  s.reply(Unsuback{2, Bytes(answers)}).event("unsubscribed id=2 done 'a' 'b' code=17");
  s.unsubscribe({"a", "b"}).expect("UNSUBSCRIBE id=3 'a' 'b'");
  s.reply(Unsuback{3, Bytes(answers).first(1)});
  s.event("failed peer reason_code_count UNSUBACK reason_code 1 2 [MQTT5-3.11.3-1]");
  s.event("unsubscribed id=3 unknown 'a' 'b'").event("ended failed").expect("DISCONNECT code=130");
}

TEST(session_v5_delivery, problem_information_that_was_not_wanted) {
  PropertyList why = props({text(Id::reason_string, "why")}), user;
  user.add_user("a", "b");
  const auto one = mqtt_text::hex("00");
  const Packet wrong[] = {Puback{1, 0, why}, Pubrec{1, 0, user}, Suback{1, Bytes(one), why}, Unsuback{1, Bytes(one), user}};
  for (const Packet& each : wrong) {
    Line s({number(Id::request_problem_information, 0)});
    s.reply(Publish{"a", {}, Qos::at_most_once, false, false, 0, user}).event("received qos=0 'a' '' {user_property 'a'='b'}");
    s.reply(each);
    const auto events = s.take_events();
    ASSERT_FALSE(events.empty());
    EXPECT_EQ(events[0].substr(0, 51), "failed peer problem_information_not_requested " + std::string(name(type_of(each))).substr(0, 5));
    s.expect("DISCONNECT code=130");
  }
}

}  // namespace
}  // namespace mqtt
