// What the simulation of tests/simulation found in commands and in what a session keeps, each as a short script.
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

using Id = PropertyId;

Property number(Id id, std::uint32_t value) { return {.id = id, .number = value, .text = {}, .value = {}}; }

struct Line : Script {
  explicit Line(SessionOptions options = {}) : Script((options.version = Version::v5, options)) {}
  Line& connecting(bool clean, std::initializer_list<Property> asked) {
    ConnectOptions connect;
    connect.client_id = "c";
    connect.clean_session = clean;
    const PropertyList list = props(asked);
    connect.properties = list;
    start(connect).open();
    take_sent();
    return *this;
  }
  Line& answered(bool present, std::initializer_list<Property> given) {
    reply(Connack{present, 0, props(given)});
    const auto events = take_events();
    if (events.empty() || events.front().substr(0, 9) != "connected") ADD_FAILURE() << "not connected";
    return *this;
  }
};

Message message(std::string_view topic, std::string_view payload, int qos, Properties properties = {}) {
  return {topic, as_bytes(payload), static_cast<Qos>(qos), false, properties};
}

TEST(session_requests, an_empty_topic_means_the_alias_as_the_caller_set_it_last) {
  Line s;
  s.connecting(true, {}).answered(false, {number(Id::topic_alias_maximum, 2), number(Id::receive_maximum, 1)});
  const auto one = props({number(Id::topic_alias, 1)});
  s.publish(message("first", "1", 1, one)).expect("PUBLISH qos=1 id=1 'first' '1' {topic_alias=1}");
  s.publish(message("second", "2", 1, one)).quiet();  // waits, so that the server knows nothing of it
  s.publish(message("", "3", 0, one)).event("published 3 done");
  s.expect("PUBLISH qos=0 'second' '3' {topic_alias=1}");
  s.publish(message("", "4", 0, one)).event("published 4 done").expect("PUBLISH qos=0 '' '4' {topic_alias=1}");
  s.reply(Puback{1}).event("published 1 done").expect("PUBLISH qos=1 id=2 'second' '2'");
  s.reply(Puback{2}).event("published 2 done");
}

TEST(session_requests, automatic_aliases_do_not_change_the_caller_s) {
  SessionOptions options;
  options.automatic_topic_aliases = true;
  Line s(options);
  s.connecting(true, {}).answered(false, {number(Id::topic_alias_maximum, 1)});
  const auto one = props({number(Id::topic_alias, 1)});
  s.publish(message("callers", "1", 0, one)).event("published 1 done");
  s.expect("PUBLISH qos=0 'callers' '1' {topic_alias=1}");
  s.publish("another", "2", 0).event("published 2 done").expect("PUBLISH qos=0 'another' '2'");
  s.publish(message("", "3", 0, one)).event("published 3 done").expect("PUBLISH qos=0 '' '3' {topic_alias=1}");
}

TEST(session_requests, a_message_that_only_an_automatic_alias_makes_too_large_goes_without) {
  SessionOptions options;
  options.automatic_topic_aliases = true;
  Line s(options);
  s.connecting(true, {}).answered(false, {number(Id::topic_alias_maximum, 5), number(Id::maximum_packet_size, 12)});
  s.publish("topic", "12", 0).event("published 1 done").expect("PUBLISH qos=0 'topic' '12'");
  s.refused(s.session.publish(message("topic", "123", 0), s.now),
            "local packet_too_large PUBLISH none 13 12 [MQTT5-3.2.2-15]");
  s.publish("topic", "", 0).event("published 2 done").expect("PUBLISH qos=0 'topic' ''");
}

TEST(session_requests, properties_count_in_the_bytes_that_are_kept) {
  SessionOptions options;
  options.max_unsettled_bytes = 100;
  Line s(options);
  s.connecting(true, {}).answered(false, {});
  PropertyList large;
  large.add_user("name", std::string(100, 'x'));
  s.refused(s.session.publish(message("a", "", 1, large), s.now), "local queue_full PUBLISH none 117 100 []");
  s.refused(s.session.publish(message("a", "", 0, large), s.now), "local queue_full PUBLISH none 110 100 []");
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'").reply(Puback{1}).event("published 1 done");
}

// The server may keep a session for longer than it was asked to (MQTT 5 §3.2.2.3.2).
TEST(session_requests, a_session_that_the_server_keeps_unasked_is_kept) {
  Line s;
  s.connecting(true, {}).answered(false, {number(Id::session_expiry_interval, 60)});
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'").close().event("ended connection_lost");
  s.connecting(false, {}).answered(true, {number(Id::session_expiry_interval, 60)});
  s.expect("PUBLISH qos=1 id=1 dup 'a' 'x'").reply(Puback{1}).event("published 1 done");
}

// Whether the server has read a CONNECT that ends the session with the connection is not known before CONNACK.
TEST(session_requests, a_session_is_not_given_up_by_an_attempt_that_fails) {
  Line s;
  s.connecting(true, {number(Id::session_expiry_interval, 60)}).answered(false, {});
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'").close().event("ended connection_lost");
  s.connecting(false, {}).close().event("ended connection_lost").quiet();
  s.connecting(false, {}).answered(true, {}).expect("PUBLISH qos=1 id=1 dup 'a' 'x'");
  s.close().event("published 1 unknown").event("ended connection_lost");
}

}  // namespace
}  // namespace mqtt
