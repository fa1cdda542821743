// Connecting, limits, authentication and ending with MQTT 5, as scripts against a peer.
#include <gtest/gtest.h>

#include "mqtt/reason_code.h"
#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

using Id = PropertyId;

ConnectOptions options(Properties properties = {}, bool clean = true) {
  ConnectOptions connect;
  connect.client_id = "c";
  connect.clean_session = clean;
  connect.properties = properties;
  return connect;
}
Property number(Id id, std::uint32_t value) { return {.id = id, .number = value, .text = {}, .value = {}}; }
Property text(Id id, std::string_view value) { return {.id = id, .number = 0, .text = value, .value = {}}; }

TEST(session_v5_connect, properties_go_out_and_come_in) {
  Script s(Version::v5);
  const auto asked = props({number(Id::session_expiry_interval, 60), number(Id::receive_maximum, 10)});
  s.start(options(asked)).open();
  s.expect("CONNECT 'c' clean=1 keepalive=60 {session_expiry_interval=60, receive_maximum=10}");
  const auto given = props({text(Id::assigned_client_identifier, "other"), number(Id::server_keep_alive, 5),
                            number(Id::maximum_qos, 1), number(Id::topic_alias_maximum, 3)});
  s.reply(Connack{false, 0, given});
  s.event("connected session=0 {assigned_client_identifier 'other', server_keep_alive=5, maximum_qos=1, "
          "topic_alias_maximum=3}");
  EXPECT_EQ(s.session.client_id(), "other");
  EXPECT_EQ(s.session.server().keep_alive_s, 5);
  EXPECT_EQ(s.session.server().maximum_qos, Qos::at_least_once);
  EXPECT_EQ(s.session.server().session_expiry_interval_s, 60u);
}

TEST(session_v5_connect, the_server_may_switch_the_keepalive_off) {
  Script s(Version::v5);
  s.connected_with(options(), Connack{false, 0, props({number(Id::server_keep_alive, 0)})});
  EXPECT_FALSE(s.session.next_deadline());
}

// Pitfall 14: as short and as wrong as it killed a client elsewhere.
TEST(session_v5_connect, a_server_keep_alive_that_is_cut) {
  Script s(Version::v5);
  s.start(options()).open().expect("CONNECT 'c' clean=1 keepalive=60").raw("20 04 00 00 01 13");
  s.event("failed peer truncated CONNACK server_keep_alive 2 0 [MQTT 5 §2.2.2.1]").event("ended failed");
  s.expect("DISCONNECT code=129");
}

TEST(session_v5_connect, a_refusal_tells_its_reason) {
  Script s(Version::v5);
  s.start(options()).open().expect("CONNECT 'c' clean=1 keepalive=60");
  s.reply(Connack{false, 0x9D, props({text(Id::server_reference, "b:1884"), text(Id::reason_string, "moved")})});
  s.event("refused 157 {server_reference 'b:1884', reason_string 'moved'}").event("ended refused");
}

TEST(session_v5_connect, a_server_of_3_1_1_refuses_in_its_own_form) {
  Script s(Version::v5);
  s.start(options()).open().expect("CONNECT 'c' clean=1 keepalive=60").raw("20 02 00 01");
  s.event("refused 132").event("ended refused");
}

// Pitfall 22.
TEST(session_v5_connect, a_session_of_which_nothing_is_known_ends_the_connection) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.start(options(keep, false)).open().take_sent();
  s.reply(Connack{true, 0});
  s.event("failed peer unexpected_session_present CONNACK acknowledge_flags 0 0 [MQTT5-3.2.2-4]").event("ended failed");
  s.expect("DISCONNECT code=130");
}

TEST(session_v5_connect, a_session_can_be_adopted) {
  Script s(SessionOptions{.version = Version::v5, .adopt_session = true});
  s.connected_with(options({}, false), Connack{true, 0});
}

TEST(session_v5_connect, a_session_may_exist_once_a_connect_has_gone_out) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.start(options(keep, false)).open().take_sent();
  s.close().event("ended connection_lost");
  s.connected_with(options(keep, false), Connack{true, 0});
}

TEST(session_v5_connect, a_refused_attempt_makes_no_session) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.start(options(keep, false)).open().take_sent();
  s.reply(Connack{false, 0x88}).event("refused 136").event("ended refused");
  s.start(options(keep, false)).open().take_sent();
  s.reply(Connack{true, 0});
  s.event("failed peer unexpected_session_present CONNACK acknowledge_flags 0 0 [MQTT5-3.2.2-4]").event("ended failed");
  s.take_sent();
}

TEST(session_v5_connect, session_present_for_a_clean_start) {
  Script s(Version::v5);
  s.start(options()).open().take_sent();
  s.reply(Connack{true, 0});
  s.event("failed peer session_present_for_clean_session CONNACK acknowledge_flags 0 0 [MQTT5-3.2.2-2]");
  s.event("ended failed").expect("DISCONNECT code=130");
}

TEST(session_v5_connect, a_session_lasts_if_its_expiry_says_so) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.connected_with(options(keep)).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.close().event("ended connection_lost");
  s.publish("a", "2", 1);
  s.connected_with(options(keep, false), Connack{true, 0});
  s.expect("PUBLISH qos=1 id=1 dup 'a' '1'").expect("PUBLISH qos=1 id=2 'a' '2'");
  s.reply(Puback{1}).event("published 1 done").reply(Puback{2}).event("published 2 done");
}

TEST(session_v5_connect, the_server_may_shorten_the_expiry_to_nothing) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.connected_with(options(keep), Connack{false, 0, props({number(Id::session_expiry_interval, 0)})});
  s.publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.close().event("published 1 unknown").event("ended connection_lost");
}

TEST(session_v5_connect, clean_session_alone_keeps_nothing) {
  Script s(Version::v5);
  s.connected_with(options({}, false)).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.close().event("published 1 unknown").event("ended connection_lost");
}

TEST(session_v5_connect, another_version_begins_another_session) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.connected_with(options(keep)).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.close().event("ended connection_lost");
  s.session.set_options(SessionOptions{.version = Version::v3_1_1});
  s.start(options({}, false)).event("published 1 unknown");
  s.close().event("ended connection_lost");
}

TEST(session_v5_connect, disconnect_with_a_reason_and_an_expiry_of_0_ends_the_session) {
  Script s(Version::v5);
  const auto keep = props({number(Id::session_expiry_interval, 60)});
  s.connected_with(options(keep)).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.disconnect(0x04, props({number(Id::session_expiry_interval, 0)}));
  s.expect("DISCONNECT code=4 {session_expiry_interval=0}").event("published 1 unknown").event("ended disconnected");
}

TEST(session_v5_connect, disconnect_refuses_what_a_client_may_not_say) {
  Script s(Version::v5);
  s.connected_with(options());
  s.refused(s.session.disconnect(s.now, 0x8B), "local reserved_reason_code DISCONNECT reason_code 139 0 [MQTT5-3.14.2-1]");
  s.refused(s.session.disconnect(s.now, 0, props({number(Id::session_expiry_interval, 9)})),
            "local session_expiry_was_zero DISCONNECT session_expiry_interval 9 0 [MQTT 5 §3.14.2.2.2]");
  EXPECT_EQ(s.session.state(), State::connected);
}

// Pitfall 26: what is not needed is left out rather than sent too large.
TEST(session_v5_connect, a_disconnect_is_made_to_fit) {
  Script s(Version::v5);
  s.connected_with(options(props({number(Id::session_expiry_interval, 60)})),
                   Connack{false, 0, props({number(Id::maximum_packet_size, 12)})});
  PropertyList long_ones = props({number(Id::session_expiry_interval, 9), text(Id::reason_string, "a long reason")});
  long_ones.add_user("name", "value");
  s.disconnect(0x04, long_ones).expect("DISCONNECT code=4 {session_expiry_interval=9}").event("ended disconnected");
}

TEST(session_v5_connect, the_server_s_disconnect_is_told) {
  Script s(Version::v5);
  s.connected_with(options()).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.reply(Disconnect{0x8E, props({text(Id::reason_string, "elsewhere")})});
  s.event("server_disconnected code=142 {reason_string 'elsewhere'}").event("published 1 unknown");
  s.event("ended server_disconnected");
}

TEST(session_v5_connect, a_disconnect_that_only_a_client_may_send) {
  for (const Disconnect& wrong : {Disconnect{0x04, {}}}) {
    Script s(Version::v5);
    s.connected_with(options()).reply(wrong);
    s.event("failed peer not_from_server DISCONNECT reason_code 4 0 [MQTT5-3.14.2-1]").event("ended failed");
    s.expect("DISCONNECT code=130");
  }
  Script s(Version::v5);
  s.connected_with(options()).reply(Disconnect{0, props({number(Id::session_expiry_interval, 9)})});
  s.event("failed peer not_from_server DISCONNECT session_expiry_interval 0 0 [MQTT5-3.14.2-2]").event("ended failed");
  s.expect("DISCONNECT code=130");
}

TEST(session_v5_connect, authentication_before_connack) {
  Script s(Version::v5);
  const auto method = props({text(Id::authentication_method, "SCRAM"), text(Id::authentication_data, "first")});
  s.start(options(method)).open();
  s.expect("CONNECT 'c' clean=1 keepalive=60 {authentication_method 'SCRAM', authentication_data 'first'}");
  s.reply(Auth{0x18, props({text(Id::authentication_method, "SCRAM"), text(Id::authentication_data, "challenge")})});
  s.event("auth_received code=24 {authentication_method 'SCRAM', authentication_data 'challenge'}");
  s.authenticate(0x18, props({text(Id::authentication_method, "SCRAM"), text(Id::authentication_data, "proof")}));
  s.expect("AUTH code=24 {authentication_method 'SCRAM', authentication_data 'proof'}");
  s.reply(Connack{false, 0, props({text(Id::authentication_method, "SCRAM")})});
  s.event("connected session=0 {authentication_method 'SCRAM'}");

  s.authenticate(0x19, props({text(Id::authentication_method, "SCRAM")}));
  s.expect("AUTH code=25 {authentication_method 'SCRAM'}");
  s.refused(s.session.authenticate(0x19, props({text(Id::authentication_method, "SCRAM")}), s.now),
            "local unexpected_authentication AUTH reason_code 25 0 [MQTT 5 §4.12]");
  s.reply(Auth{0x18, props({text(Id::authentication_method, "SCRAM")})});
  s.event("auth_received code=24 {authentication_method 'SCRAM'}");
  s.authenticate(0x18, props({text(Id::authentication_method, "SCRAM")}));
  s.expect("AUTH code=24 {authentication_method 'SCRAM'}");
  s.reply(Auth{0, props({text(Id::authentication_method, "SCRAM")})});
  s.event("auth_received {authentication_method 'SCRAM'}");
  // It is over: another one needs to be begun.
  s.reply(Auth{0x18, props({text(Id::authentication_method, "SCRAM")})});
  s.event("failed peer unexpected_authentication AUTH packet_type 0 0 [MQTT 5 §4.12.1]").event("ended failed");
  s.expect("DISCONNECT code=130");
}

TEST(session_v5_connect, authentication_that_was_not_asked_for) {
  const auto scram = props({text(Id::authentication_method, "SCRAM")});
  Script s(Version::v5);
  s.start(options()).open().take_sent();
  s.refused(s.session.authenticate(0x18, scram, s.now),
            "local unexpected_authentication AUTH reason_code 24 0 [MQTT5-4.12.0-7]");
  s.reply(Auth{0x18, scram});
  s.event("failed peer unexpected_authentication AUTH packet_type 0 0 [MQTT5-4.12.0-6]").event("ended failed");
  s.expect("DISCONNECT code=130");

  s.start(options()).open().take_sent();
  s.reply(Connack{false, 0, scram});
  s.event("failed peer unexpected_authentication CONNACK authentication_method 0 0 [MQTT5-4.12.0-6]");
  s.event("ended failed").expect("DISCONNECT code=130");
}

TEST(session_v5_connect, authentication_by_another_method) {
  const auto scram = props({text(Id::authentication_method, "SCRAM")});
  const auto other = props({text(Id::authentication_method, "OTHER")});
  Script s(Version::v5);
  s.start(options(scram)).open().take_sent();
  s.refused(s.session.authenticate(0x18, other, s.now),
            "local authentication_method_mismatch AUTH authentication_method 0 0 [MQTT5-4.12.0-5]");
  s.reply(Auth{0x18, other});
  s.event("failed peer authentication_method_mismatch AUTH authentication_method 0 0 [MQTT5-4.12.0-5]");
  s.event("ended failed").expect("DISCONNECT code=130");
  for (const bool told : {true, false}) {
    s.start(options(scram)).open().take_sent();
    s.reply(Connack{false, 0, told ? other : PropertyList()});
    s.event("failed peer authentication_method_mismatch CONNACK authentication_method 0 0 [MQTT5-4.12.0-5]");
    s.event("ended failed").expect("DISCONNECT code=130");
  }
}

TEST(session_v5_connect, authentication_codes_out_of_turn) {
  const auto scram = props({text(Id::authentication_method, "SCRAM")});
  Script s(Version::v5);
  s.start(options(scram)).open().take_sent();
  s.reply(Auth{0x19, scram});
  s.event("failed peer not_from_server AUTH reason_code 25 0 [MQTT5-3.15.2-1]").event("ended failed");
  s.expect("DISCONNECT code=130");
  s.start(options(scram)).open().take_sent();
  s.reply(Auth{0, scram});
  s.event("failed peer unexpected_authentication AUTH reason_code 0 0 [MQTT5-4.12.0-2]").event("ended failed");
  s.expect("DISCONNECT code=130");
}

TEST(session_v5_connect, authentication_needs_mqtt_5_and_a_connection) {
  Script old;
  old.connected();
  old.refused(old.session.authenticate(0x19, {}, old.now), "local needs_mqtt_5 AUTH packet_type 0 0 [MQTT 5 §3.15]");
  Script s(Version::v5);
  s.refused(s.session.authenticate(0x18, {}, s.now), "local not_connected AUTH none 0 0 []");
}

TEST(session_v5_connect, mqtt_3_1_cannot_tell_whether_the_session_was_kept) {
  Script s(Version::v3_1);
  s.connect(false).expect("CONNECT 'c' clean=0 keepalive=60").raw("20 02 00 00").event("connected session=0");
  s.publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").close().event("ended connection_lost");
  s.connect(false).expect("CONNECT 'c' clean=0 keepalive=60").raw("20 02 00 00").event("connected session=0");
  s.expect("PUBLISH qos=1 id=1 dup 'a' '1'").reply(Puback{1}).event("published 1 done");
}

}  // namespace
}  // namespace mqtt
