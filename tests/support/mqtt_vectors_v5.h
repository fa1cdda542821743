// The packets of MQTT 5 with their bytes, a row of the table in mqtt_vectors.h each: every packet with and without
// properties, every property at least once, repeated names, both short forms. All views are of static data.
#pragma once
#include <array>
#include <deque>
#include <initializer_list>

#include "support/mqtt_vector.h"

// Properties that live as long as the program.
inline mqtt::Properties kept(std::initializer_list<mqtt::Property> list) {
  static std::deque<mqtt::PropertyList> all;
  mqtt::PropertyList& made = all.emplace_back();
  for (const mqtt::Property& each : list) made.add(each);
  return made.view();
}
inline mqtt::Property user(std::string_view name, std::string_view value) {
  return {mqtt::PropertyId::user_property, 0, name, value};
}
inline mqtt::Property number(mqtt::PropertyId id, std::uint32_t value) { return {id, value, {}, {}}; }
inline mqtt::Property text(mqtt::PropertyId id, std::string_view value) { return {id, 0, value, {}}; }

inline std::vector<Vector> connect_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  const Properties asked = kept({number(P::session_expiry_interval, 3600), number(P::receive_maximum, 20),
                                 number(P::maximum_packet_size, 65'536), number(P::topic_alias_maximum, 10),
                                 number(P::request_response_information, 1), number(P::request_problem_information, 0),
                                 user("a", "1"), user("b", ""), user("a", "2"), text(P::authentication_method, "SCRAM"),
                                 text(P::authentication_data, "\0\xFF"sv)});
  const Properties of_will =
      kept({number(P::will_delay_interval, 5), number(P::payload_format_indicator, 1),
            number(P::message_expiry_interval, 60), text(P::content_type, "text/plain"), text(P::response_topic, "r/t"),
            text(P::correlation_data, "\x01\0"sv), user("k", "v"), user("k", "v")});
  const Will will{"w", as_bytes("bye"), Qos::at_least_once, true, of_will};
  return {
      {"connect_plain", Connect{"c", true, 60, {}, {}, {}, {}}, hex("10 0E 00 04 4D 51 54 54 05 02 00 3C 00 00 01 63"),
       Version::v5},
      {"connect_anonymous_resumed", Connect{"", false, 0, {}, {}, {}, {}},
       hex("10 0D 00 04 4D 51 54 54 05 00 00 00 00 00 00"), Version::v5},
      {"connect_password_only", Connect{"c", true, 10, {}, {}, as_bytes("\0\xFF"sv), {}},
       hex("10 12 00 04 4D 51 54 54 05 42 00 0A 00 00 01 63 00 02 00 FF"), Version::v5},
      {"connect_properties", Connect{"c", true, 10, {}, {}, {}, asked},
       hex("10 43 00 04 4D 51 54 54 05 02 00 0A 35 11 00 00 0E 10 21 00 14 27 00 01 00 00 22 00 0A 19 01 17 00 26 00 "
           "01 61 00 01 31 26 00 01 62 00 00 26 00 01 61 00 01 32 15 00 05 53 43 52 41 4D 16 00 02 00 FF 00 01 63"),
       Version::v5},
      {"connect_will_properties",
       Connect{"c", true, 10, will, "u", as_bytes("p"), kept({number(P::session_expiry_interval, 0xFFFFFFFF)})},
       hex("10 54 00 04 4D 51 54 54 05 EE 00 0A 05 11 FF FF FF FF 00 01 63 32 18 00 00 00 05 01 01 02 00 00 00 3C 03 "
           "00 0A 74 65 78 74 2F 70 6C 61 69 6E 08 00 03 72 2F 74 09 00 02 01 00 26 00 01 6B 00 01 76 26 00 01 6B 00 "
           "01 76 00 01 77 00 03 62 79 65 00 01 75 00 01 70"),
       Version::v5},
  };
}

inline std::vector<Vector> connack_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  const Properties all = kept(
      {number(P::session_expiry_interval, 60), number(P::receive_maximum, 2), number(P::maximum_qos, 1),
       number(P::retain_available, 0), number(P::maximum_packet_size, 1024),
       text(P::assigned_client_identifier, "auto-1"), number(P::topic_alias_maximum, 16), text(P::reason_string, "ok"),
       user("a", "1"), user("a", "2"), number(P::wildcard_subscription_available, 0),
       number(P::subscription_identifier_available, 0), number(P::shared_subscription_available, 1),
       number(P::server_keep_alive, 0), text(P::response_information, "r/"), text(P::server_reference, "other:1883"),
       text(P::authentication_method, "SCRAM"), text(P::authentication_data, "v=")});
  return {
      {"connack_plain", Connack{false, 0, {}}, hex("20 03 00 00 00"), Version::v5},
      {"connack_resumed", Connack{true, 0, {}}, hex("20 03 01 00 00"), Version::v5},
      {"connack_all", Connack{false, 0, all},
       hex("20 5B 00 00 58 11 00 00 00 3C 21 00 02 24 01 25 00 27 00 00 04 00 12 00 06 61 75 74 6F 2D 31 22 00 10 1F "
           "00 02 6F 6B 26 00 01 61 00 01 31 26 00 01 61 00 01 32 28 00 29 00 2A 01 13 00 00 1A 00 02 72 2F 1C 00 0A "
           "6F 74 68 65 72 3A 31 38 38 33 15 00 05 53 43 52 41 4D 16 00 02 76 3D"),
       Version::v5},
      {"connack_refused", Connack{false, 0x87, kept({text(P::reason_string, "no")})},
       hex("20 08 00 87 05 1F 00 02 6E 6F"), Version::v5},
      {"connack_moved", Connack{false, 0x9D, kept({text(P::server_reference, "other")})},
       hex("20 0B 00 9D 08 1C 00 05 6F 74 68 65 72"), Version::v5},
  };
}

inline std::vector<Vector> publish_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  const Properties all =
      kept({number(P::payload_format_indicator, 1), number(P::message_expiry_interval, 4'000'000'000),
            number(P::topic_alias, 1), text(P::response_topic, "r/t"), text(P::correlation_data, "\0\xFF"sv),
            user("a", "1"), number(P::subscription_identifier, 1), user("a", "2"),
            number(P::subscription_identifier, 268'435'455), text(P::content_type, "文")});
  static const std::string long_data(130, 'z');
  std::vector<std::uint8_t> long_bytes = hex("30 8A 01 00 01 74 85 01 09 00 82");
  long_bytes.insert(long_bytes.end(), long_data.begin(), long_data.end());
  return {
      {"publish_plain", Publish{"a/b", as_bytes("hi"), Qos::at_most_once, false, false, 0, {}},
       hex("30 08 00 03 61 2F 62 00 68 69"), Version::v5},
      {"publish_all", Publish{"a", as_bytes("x"), Qos::at_least_once, true, true, 7, all},
       hex("3B 37 00 01 61 00 07 30 01 01 02 EE 6B 28 00 23 00 01 08 00 03 72 2F 74 09 00 02 00 FF 26 00 01 61 00 01 "
           "31 0B 01 26 00 01 61 00 01 32 0B FF FF FF 7F 03 00 03 E6 96 87 78"),
       Version::v5},
      {"publish_alias_alone",
       Publish{"", as_bytes("x"), Qos::at_least_once, false, false, 1, kept({number(P::topic_alias, 65'535)})},
       hex("32 09 00 00 00 01 03 23 FF FF 78"), Version::v5},
      {"publish_not_text",
       Publish{"t", as_bytes("\xFF\0"sv), Qos::at_most_once, true, false, 0,
               kept({number(P::payload_format_indicator, 1)})},
       hex("31 08 00 01 74 02 01 01 FF 00"), Version::v5},
      {"publish_qos2", Publish{"t", {}, Qos::exactly_once, false, false, 65'535, {}}, hex("34 06 00 01 74 FF FF 00"),
       Version::v5},
      {"publish_two_byte_property_length",
       Publish{"t", {}, Qos::at_most_once, false, false, 0, kept({text(P::correlation_data, long_data)})}, long_bytes,
       Version::v5},
  };
}

inline std::vector<Vector> acknowledgement_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  const Properties told = kept({user("a", "1"), text(P::reason_string, "why"), user("a", "1")});
  return {
      {"puback", Puback{1, 0, {}}, hex("40 02 00 01"), Version::v5},
      {"puback_code", Puback{0x1234, 0x10, {}}, hex("40 03 12 34 10"), Version::v5},
      {"puback_properties", Puback{2, 0, told},
       hex("40 18 00 02 00 14 26 00 01 61 00 01 31 1F 00 03 77 68 79 26 00 01 61 00 01 31"), Version::v5},
      {"pubrec", Pubrec{1, 0, {}}, hex("50 02 00 01"), Version::v5},
      {"pubrec_code", Pubrec{0x1234, 0x97, {}}, hex("50 03 12 34 97"), Version::v5},
      {"pubrec_properties", Pubrec{2, 0, told},
       hex("50 18 00 02 00 14 26 00 01 61 00 01 31 1F 00 03 77 68 79 26 00 01 61 00 01 31"), Version::v5},
      {"pubrel", Pubrel{1, 0, {}}, hex("62 02 00 01"), Version::v5},
      {"pubrel_code", Pubrel{0x1234, 0x92, {}}, hex("62 03 12 34 92"), Version::v5},
      {"pubrel_properties", Pubrel{2, 0, told},
       hex("62 18 00 02 00 14 26 00 01 61 00 01 31 1F 00 03 77 68 79 26 00 01 61 00 01 31"), Version::v5},
      {"pubcomp", Pubcomp{1, 0, {}}, hex("70 02 00 01"), Version::v5},
      {"pubcomp_code", Pubcomp{0x1234, 0x92, {}}, hex("70 03 12 34 92"), Version::v5},
      {"pubcomp_properties", Pubcomp{2, 0, told},
       hex("70 18 00 02 00 14 26 00 01 61 00 01 31 1F 00 03 77 68 79 26 00 01 61 00 01 31"), Version::v5},
  };
}

inline std::vector<Vector> subscribe_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  static const std::array<std::uint8_t, 12> granted = {0, 1, 2, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2};
  static const std::array<std::uint8_t, 7> removed = {0, 0x11, 0x80, 0x83, 0x87, 0x8F, 0x91};
  const Properties told = kept({text(P::reason_string, "so"), user("a", "1")});
  return {
      {"subscribe_plain", Subscribe{1, {{"a/#", Qos::at_least_once}}, {}}, hex("82 09 00 01 00 00 03 61 2F 23 01"),
       Version::v5},
      {"subscribe_options",
       Subscribe{10,
                 {{"a", Qos::at_most_once, true, false, 0},
                  {"+", Qos::at_least_once, false, true, 1},
                  {"$share/g/a/#", Qos::exactly_once, false, true, 2},
                  {"b", Qos::at_least_once, true, true, 2}},
                 kept({user("a", "1"), number(P::subscription_identifier, 128)})},
       hex("82 28 00 0A 0A 26 00 01 61 00 01 31 0B 80 01 00 01 61 04 00 01 2B 19 00 0C 24 73 68 61 72 65 2F 67 2F 61 "
           "2F 23 2A 00 01 62 2D"),
       Version::v5},
      {"suback_plain", Suback{1, Bytes(granted).subspan(1, 1), {}}, hex("90 04 00 01 00 01"), Version::v5},
      {"suback_all", Suback{10, Bytes(granted), told},
       hex("90 1B 00 0A 0C 1F 00 02 73 6F 26 00 01 61 00 01 31 00 01 02 80 83 87 8F 91 97 9E A1 A2"), Version::v5},
      {"unsubscribe_plain", Unsubscribe{2, {"a", "b/+"}, {}}, hex("A2 0B 00 02 00 00 01 61 00 03 62 2F 2B"),
       Version::v5},
      {"unsubscribe_properties", Unsubscribe{3, {"$share/g/+"}, kept({user("", "v")})},
       hex("A2 15 00 03 06 26 00 00 00 01 76 00 0A 24 73 68 61 72 65 2F 67 2F 2B"), Version::v5},
      {"unsuback_plain", Unsuback{2, Bytes(removed).first(2), {}}, hex("B0 05 00 02 00 00 11"), Version::v5},
      {"unsuback_all", Unsuback{3, Bytes(removed), told},
       hex("B0 16 00 03 0C 1F 00 02 73 6F 26 00 01 61 00 01 31 00 11 80 83 87 8F 91"), Version::v5},
  };
}

inline std::vector<Vector> other_vectors_v5() {
  using namespace mqtt;
  using P = PropertyId;
  using mqtt_text::hex;
  using namespace std::string_view_literals;
  return {
      {"pingreq", Pingreq{}, hex("C0 00"), Version::v5},
      {"pingresp", Pingresp{}, hex("D0 00"), Version::v5},
      {"disconnect_plain", Disconnect{}, hex("E0 00"), Version::v5},
      {"disconnect_code", Disconnect{4, {}}, hex("E0 01 04"), Version::v5},
      {"disconnect_properties",
       Disconnect{0x9C, kept({number(P::session_expiry_interval, 0), text(P::reason_string, "go"), user("a", "1"),
                              text(P::server_reference, "other")})},
       hex("E0 1B 9C 19 11 00 00 00 00 1F 00 02 67 6F 26 00 01 61 00 01 31 1C 00 05 6F 74 68 65 72"), Version::v5},
      {"disconnect_properties_only", Disconnect{0, kept({number(P::session_expiry_interval, 5)})},
       hex("E0 07 00 05 11 00 00 00 05"), Version::v5},
      {"auth_success", Auth{}, hex("F0 00"), Version::v5},
      {"auth_continue",
       Auth{0x18, kept({text(P::authentication_method, "SCRAM"), text(P::authentication_data, "\0\x01"sv),
                        text(P::reason_string, "go"), user("a", "1")})},
       hex("F0 1B 18 19 15 00 05 53 43 52 41 4D 16 00 02 00 01 1F 00 02 67 6F 26 00 01 61 00 01 31"), Version::v5},
      {"auth_code_alone", Auth{0x19, {}}, hex("F0 02 19 00"), Version::v5},
  };
}
