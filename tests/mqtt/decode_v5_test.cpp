// MQTT 5: each form that is legal, and each error by name.
#include <gtest/gtest.h>

#include "mqtt/decode.h"
#include "mqtt/wire.h"
#include "support/mqtt_decoded.h"

namespace mqtt {
namespace {

std::string decoded(std::string_view text) { return first_of(text, Version::v5); }

// Properties in the packet that may have most of them, each of its own kind.
std::string connect_with(const std::string& properties) {
  const Buffer list = mqtt_text::hex(properties);
  Buffer packet = mqtt_text::hex("10 00 00 04 4D 51 54 54 05 02 00 3C");
  packet.push_back(static_cast<std::uint8_t>(list.size()));
  put_bytes(packet, list);
  put_bytes(packet, mqtt_text::hex("00 01 63"));
  packet[1] = static_cast<std::uint8_t>(packet.size() - 2);
  return first_of(packet, Version::v5);
}
std::string publish_with(const std::string& properties) {
  const Buffer list = mqtt_text::hex(properties);
  Buffer packet = mqtt_text::hex("30 00 00 01 61");
  packet.push_back(static_cast<std::uint8_t>(list.size()));
  put_bytes(packet, list);
  packet[1] = static_cast<std::uint8_t>(packet.size() - 2);
  return first_of(packet, Version::v5);
}
std::string connack_with(const std::string& properties) {
  const Buffer list = mqtt_text::hex(properties);
  Buffer packet = mqtt_text::hex("20 00 00 00");
  packet.push_back(static_cast<std::uint8_t>(list.size()));
  put_bytes(packet, list);
  packet[1] = static_cast<std::uint8_t>(packet.size() - 2);
  return first_of(packet, Version::v5);
}

TEST(decode_v5, acknowledgements_in_all_their_forms) {
  EXPECT_EQ(decoded("40 02 00 01"), "PUBACK id=1");
  EXPECT_EQ(decoded("40 03 00 01 00"), "PUBACK id=1");
  EXPECT_EQ(decoded("40 04 00 01 00 00"), "PUBACK id=1");
  EXPECT_EQ(decoded("50 03 00 01 87"), "PUBREC id=1 code=135");
  EXPECT_EQ(decoded("62 04 00 01 92 00"), "PUBREL id=1 code=146");
  EXPECT_EQ(decoded("70 0B 00 01 00 07 26 00 01 61 00 01 62"), "PUBCOMP id=1 {user_property 'a'='b'}");
  EXPECT_EQ(decoded("40 00"), "peer truncated PUBACK packet_id 2 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("40 01 00"), "peer truncated PUBACK packet_id 2 1 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("40 05 00 01 00 00 00"), "peer trailing_bytes PUBACK remaining_length 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("40 04 00 01 00 01"), "peer truncated PUBACK properties 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("40 04 00 01 00 80"), "peer truncated PUBACK properties 2 1 [MQTT 5 §2.1.4]");
}

TEST(decode_v5, acknowledgements_that_are_wrong) {
  const struct {
    const char* first;
    const char* name;
    const char* rule;
  } rows[] = {{"40", "PUBACK", "4"}, {"50", "PUBREC", "5"}, {"62", "PUBREL", "6"}, {"70", "PUBCOMP", "7"}};
  for (const auto& row : rows) {
    const std::string first = row.first, name = row.name;
    EXPECT_EQ(decoded(first + "02 00 00"), "peer packet_id_zero " + name + " packet_id 0 0 [MQTT5-2.2.1-5]");
    EXPECT_EQ(decoded(first + "03 00 01 01"),
              "peer reserved_reason_code " + name + " reason_code 1 0 [MQTT5-3." + row.rule + ".2-1]");
    EXPECT_EQ(decoded(first + "06 00 01 00 02 01 01"),
              "peer property_not_allowed " + name + " payload_format_indicator 0 0 [MQTT 5 §2.2.2.2]");
    EXPECT_EQ(decoded(first + "0A 00 01 00 06 1F 00 00 1F 00 00"),
              "peer duplicate_property " + name + " reason_string 0 0 [MQTT 5 §3." + row.rule + ".2.2]");
  }
}

TEST(decode_v5, disconnect_in_all_its_forms) {
  EXPECT_EQ(decoded("E0 00"), "DISCONNECT");
  EXPECT_EQ(decoded("E0 01 00"), "DISCONNECT");
  EXPECT_EQ(decoded("E0 01 8E"), "DISCONNECT code=142");
  EXPECT_EQ(decoded("E0 02 8B 00"), "DISCONNECT code=139");
  EXPECT_EQ(decoded("E0 07 00 05 11 00 00 00 05"), "DISCONNECT {session_expiry_interval=5}");
  EXPECT_EQ(decoded("E0 01 01"), "peer reserved_reason_code DISCONNECT reason_code 1 0 [MQTT5-3.14.2-1]");
  EXPECT_EQ(decoded("E0 03 00 00 00"), "peer trailing_bytes DISCONNECT remaining_length 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("E0 05 00 03 21 00 01"),
            "peer property_not_allowed DISCONNECT receive_maximum 0 0 [MQTT 5 §2.2.2.2]");
}

TEST(decode_v5, auth_in_all_its_forms) {
  EXPECT_EQ(decoded("F0 00"), "AUTH");
  EXPECT_EQ(decoded("F0 02 00 00"), "AUTH");
  EXPECT_EQ(decoded("F0 06 18 04 15 00 01 78"), "AUTH code=24 {authentication_method 'x'}");
  EXPECT_EQ(decoded("F0 01 18"), "peer truncated AUTH properties 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("F0 02 1A 00"), "peer reserved_reason_code AUTH reason_code 26 0 [MQTT5-3.15.2-1]");
  EXPECT_EQ(decoded("F0 03 18 00 00"), "peer trailing_bytes AUTH remaining_length 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("F0 06 18 04 16 00 01 78"),
            "peer authentication_data_without_method AUTH authentication_data 0 0 [MQTT 5 §3.15.2.2]");
  EXPECT_EQ(decoded("F1 00"), "peer wrong_flags AUTH flags 1 0 [MQTT5-3.15.1-1]");
}

// Pitfall 14: the CONNACK that killed a process elsewhere.
TEST(decode_v5, connack) {
  EXPECT_EQ(decoded("20 04 00 00 01 13"), "peer truncated CONNACK server_keep_alive 2 0 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(decoded("20 00"), "peer truncated CONNACK acknowledge_flags 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("20 02 00 00"), "peer truncated CONNACK properties 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("20 03 02 00 00"), "peer reserved_bits_set CONNACK acknowledge_flags 2 0 [MQTT5-3.2.2-1]");
  EXPECT_EQ(decoded("20 03 00 01 00"), "peer reserved_reason_code CONNACK reason_code 1 0 [MQTT5-3.2.2-8]");
  EXPECT_EQ(decoded("20 03 01 87 00"),
            "peer session_present_in_refusal CONNACK acknowledge_flags 135 0 [MQTT5-3.2.2-6]");
  EXPECT_EQ(decoded("20 04 00 00 00 00"), "peer trailing_bytes CONNACK remaining_length 1 0 [MQTT 5 §2.1.4]");
}

TEST(decode_v5, publish) {
  EXPECT_EQ(decoded("36 06 00 01 61 00 01 00"), "peer invalid_qos PUBLISH qos 3 0 [MQTT5-3.3.1-4]");
  EXPECT_EQ(decoded("38 04 00 01 61 00"), "peer dup_on_qos_0 PUBLISH dup 0 0 [MQTT5-3.3.1-2]");
  EXPECT_EQ(decoded("32 06 00 01 61 00 00 00"), "peer packet_id_zero PUBLISH packet_id 0 0 [MQTT5-2.2.1-4]");
  EXPECT_EQ(decoded("30 03 00 00 00"), "peer empty_topic PUBLISH topic_name 0 0 [MQTT5-4.7.3-1]");
  EXPECT_EQ(decoded("30 06 00 00 03 23 00 01"), "PUBLISH qos=0 '' '' {topic_alias=1}");
  EXPECT_EQ(decoded("30 08 00 00 05 03 00 02 23 00"), "peer empty_topic PUBLISH topic_name 0 0 [MQTT5-4.7.3-1]");
  EXPECT_EQ(decoded("30 04 00 01 2B 00"), "peer wildcard_in_topic_name PUBLISH topic_name 0 43 [MQTT5-3.3.2-2]");
  EXPECT_EQ(decoded("30 04 00 01 FF 00"), "peer invalid_utf8 PUBLISH topic_name 0 255 [MQTT5-1.5.4-1]");
  EXPECT_EQ(decoded("30 04 00 01 00 00"), "peer null_character PUBLISH topic_name 0 0 [MQTT5-1.5.4-2]");
  EXPECT_EQ(decoded("30 03 00 01 61"), "peer truncated PUBLISH properties 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("30 05 00 01 61 02 01"), "peer truncated PUBLISH properties 2 1 [MQTT 5 §2.1.4]");
}

TEST(decode_v5, a_payload_is_never_checked_whatever_its_format_says) {
  EXPECT_EQ(decoded("30 08 00 01 61 02 01 01 FF 00"), "PUBLISH qos=0 'a' <FF 00> {payload_format_indicator=1}");
}

// Varints must be as short as they can be [MQTT5-1.5.5-1].
TEST(decode_v5, v5_1_5_5_1_overlong_lengths) {
  EXPECT_EQ(decoded("D0 80 00"), "peer overlong_varint PINGRESP remaining_length 0 0 [MQTT5-1.5.5-1]");
  EXPECT_EQ(decoded("30 05 00 01 61 80 00"), "peer overlong_varint PUBLISH properties 0 0 [MQTT5-1.5.5-1]");
  EXPECT_EQ(publish_with("0B 81 00"), "peer overlong_varint PUBLISH subscription_identifier 0 0 [MQTT5-1.5.5-1]");
  EXPECT_EQ(decoded("30 08 00 01 61 FF FF FF FF 01"),
            "peer remaining_length_too_long PUBLISH properties 0 0 [MQTT 5 §1.5.5]");
  EXPECT_EQ(publish_with("0B FF FF FF FF 01"),
            "peer remaining_length_too_long PUBLISH subscription_identifier 0 0 [MQTT 5 §1.5.5]");
  EXPECT_EQ(publish_with("0B FF FF"), "peer truncated PUBLISH subscription_identifier 3 2 [MQTT 5 §2.2.2.1]");
}

TEST(decode_v5, properties_that_do_not_exist_or_end_too_early) {
  EXPECT_EQ(connect_with("7F 00"), "peer unknown_property CONNECT properties 127 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(connect_with("00"), "peer unknown_property CONNECT properties 0 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(connect_with("91 00"), "peer unknown_property CONNECT properties 145 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(connect_with("17"), "peer truncated CONNECT request_problem_information 1 0 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("21 00"), "peer truncated CONNECT receive_maximum 2 1 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("11 00 00 00"), "peer truncated CONNECT session_expiry_interval 4 3 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("15 00"), "peer truncated CONNECT authentication_method 2 1 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("15 00 02 61"), "peer truncated CONNECT authentication_method 2 1 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("26 00 01"), "peer truncated CONNECT user_property 1 0 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(connect_with("26 00 01 61 00"), "peer truncated CONNECT user_property 2 1 [MQTT 5 §2.2.2.1]");
}

TEST(decode_v5, properties_twice) {
  EXPECT_EQ(connect_with("21 00 01 21 00 02"),
            "peer duplicate_property CONNECT receive_maximum 0 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(publish_with("23 00 01 23 00 01"), "peer duplicate_property PUBLISH topic_alias 0 0 [MQTT 5 §3.3.2.3]");
  EXPECT_EQ(publish_with("0B 01 0B 01"), "PUBLISH qos=0 'a' '' {subscription_identifier=1, subscription_identifier=1}");
  EXPECT_EQ(decoded("82 0B 00 01 04 0B 01 0B 01 00 01 61 00"),
            "peer duplicate_property SUBSCRIBE subscription_identifier 0 0 [MQTT 5 §3.8.2.1]");
  EXPECT_EQ(connect_with("26 00 00 00 00 26 00 00 00 00"),
            "CONNECT 'c' clean=1 keepalive=60 {user_property ''='', user_property ''=''}");
}

TEST(decode_v5, values_that_properties_may_not_have) {
  EXPECT_EQ(connect_with("21 00 00"), "peer invalid_property_value CONNECT receive_maximum 0 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(connect_with("27 00 00 00 00"),
            "peer invalid_property_value CONNECT maximum_packet_size 0 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(connect_with("17 02"),
            "peer invalid_property_value CONNECT request_problem_information 2 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(connect_with("19 FF"),
            "peer invalid_property_value CONNECT request_response_information 255 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(publish_with("01 02"),
            "peer invalid_property_value PUBLISH payload_format_indicator 2 0 [MQTT 5 §3.3.2.3]");
  EXPECT_EQ(publish_with("0B 00"), "peer invalid_property_value PUBLISH subscription_identifier 0 0 [MQTT 5 §3.3.2.3]");
  EXPECT_EQ(publish_with("23 00 00"), "peer topic_alias_out_of_range PUBLISH topic_alias 0 65535 [MQTT5-3.3.2-8]");
  for (const auto& [id, name] : {std::pair{"24", "maximum_qos"},
                                 {"25", "retain_available"},
                                 {"28", "wildcard_subscription_available"},
                                 {"29", "subscription_identifier_available"},
                                 {"2A", "shared_subscription_available"}})
    EXPECT_EQ(connack_with(std::string(id) + "02"),
              std::string("peer invalid_property_value CONNACK ") + name + " 2 0 [MQTT 5 §3.2.2.3]");
}

TEST(decode_v5, text_of_properties) {
  EXPECT_EQ(publish_with("03 00 01 FF"), "peer invalid_utf8 PUBLISH content_type 0 255 [MQTT5-1.5.4-1]");
  EXPECT_EQ(publish_with("03 00 02 61 00"), "peer null_character PUBLISH content_type 1 0 [MQTT5-1.5.4-2]");
  EXPECT_EQ(publish_with("26 00 01 FF 00 00"), "peer invalid_utf8 PUBLISH user_property 0 255 [MQTT5-1.5.7-1]");
  EXPECT_EQ(publish_with("26 00 00 00 02 61 80"), "peer invalid_utf8 PUBLISH user_property 1 128 [MQTT5-1.5.7-1]");
  EXPECT_EQ(publish_with("08 00 03 61 2F 23"),
            "peer wildcard_in_topic_name PUBLISH response_topic 2 35 [MQTT5-3.3.2-14]");
  EXPECT_EQ(publish_with("08 00 00"), "peer empty_topic PUBLISH response_topic 0 0 [MQTT5-4.7.3-1]");
  EXPECT_EQ(publish_with("09 00 02 FF 00"), "PUBLISH qos=0 'a' '' {correlation_data <FF 00>}");
}

TEST(decode_v5, subscribe) {
  EXPECT_EQ(decoded("82 03 00 01 00"), "peer empty_list SUBSCRIBE topic_filter 0 0 [MQTT5-3.8.3-2]");
  EXPECT_EQ(decoded("82 03 00 00 00"), "peer packet_id_zero SUBSCRIBE packet_id 0 0 [MQTT5-2.2.1-3]");
  EXPECT_EQ(decoded("82 07 00 01 00 00 01 61 40"),
            "peer reserved_bits_set SUBSCRIBE subscription_options 64 0 [MQTT5-3.8.3-5]");
  EXPECT_EQ(decoded("82 07 00 01 00 00 01 61 03"), "peer invalid_qos SUBSCRIBE qos 3 0 [MQTT 5 §3.8.3.1]");
  EXPECT_EQ(decoded("82 07 00 01 00 00 01 61 30"),
            "peer invalid_retain_handling SUBSCRIBE subscription_options 3 0 [MQTT 5 §3.8.3.1]");
  EXPECT_EQ(decoded("82 06 00 01 00 00 01 61"), "peer truncated SUBSCRIBE subscription_options 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(decoded("82 10 00 01 00 00 0A 24 73 68 61 72 65 2F 67 2F 61 04"),
            "peer no_local_on_shared_subscription SUBSCRIBE subscription_options 0 0 [MQTT5-3.8.3-4]");
  EXPECT_EQ(decoded("82 0E 00 01 00 00 08 24 73 68 61 72 65 2F 67 00"),
            "peer invalid_share_name SUBSCRIBE topic_filter 8 0 [MQTT5-4.8.2-2]");
}

TEST(decode_v5, suback_unsubscribe_and_unsuback) {
  EXPECT_EQ(decoded("90 03 00 01 00"), "peer empty_list SUBACK reason_code 0 0 [MQTT5-3.8.4-6]");
  EXPECT_EQ(decoded("90 04 00 01 00 03"), "peer reserved_reason_code SUBACK reason_code 3 0 [MQTT5-3.9.3-2]");
  EXPECT_EQ(decoded("90 04 00 00 00 00"), "peer packet_id_zero SUBACK packet_id 0 0 [MQTT5-2.2.1-6]");
  EXPECT_EQ(decoded("A2 03 00 01 00"), "peer empty_list UNSUBSCRIBE topic_filter 0 0 [MQTT5-3.10.3-2]");
  EXPECT_EQ(decoded("A2 06 00 01 00 00 01 23"), "UNSUBSCRIBE id=1 '#'");
  EXPECT_EQ(decoded("B0 03 00 01 00"), "peer empty_list UNSUBACK reason_code 0 0 [MQTT 5 §3.11.3]");
  EXPECT_EQ(decoded("B0 04 00 01 00 01"), "peer reserved_reason_code UNSUBACK reason_code 1 0 [MQTT5-3.11.3-2]");
  EXPECT_EQ(decoded("B0 02 00 01"), "peer truncated UNSUBACK properties 1 0 [MQTT 5 §2.1.4]");
}

TEST(decode_v5, connect) {
  const auto with_flags = [](const char* flags) {
    return decoded(std::string("10 0E 00 04 4D 51 54 54 05") + flags + "00 3C 00 00 01 63");
  };
  EXPECT_EQ(with_flags("03"), "peer reserved_bits_set CONNECT connect_flags 3 0 [MQTT5-3.1.2-3]");
  EXPECT_EQ(with_flags("0A"), "peer will_flags_without_will CONNECT connect_flags 10 0 [MQTT5-3.1.2-11]");
  EXPECT_EQ(with_flags("22"), "peer will_flags_without_will CONNECT connect_flags 34 0 [MQTT5-3.1.2-13]");
  EXPECT_EQ(decoded("10 0E 00 04 4D 51 54 55 05 02 00 3C 00 00 01 63"),
            "peer wrong_protocol_name CONNECT protocol_name 0 0 [MQTT5-3.1.2-1]");
  EXPECT_EQ(decoded("10 0E 00 04 4D 51 54 54 04 02 00 3C 00 00 01 63"),
            "peer unsupported_protocol_level CONNECT protocol_level 4 0 [MQTT5-3.1.2-2]");
  EXPECT_EQ(decoded("10 14 00 04 4D 51 54 54 05 1E 00 0A 00 00 01 63 00 00 01 77 00 00"),
            "peer invalid_qos CONNECT will_qos 3 0 [MQTT5-3.1.2-12]");
  EXPECT_EQ(decoded("10 17 00 04 4D 51 54 54 05 06 00 0A 00 00 01 63 03 21 00 01 00 01 77 00 00"),
            "peer property_not_allowed CONNECT receive_maximum 0 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(decoded("10 15 00 04 4D 51 54 54 05 06 00 0A 00 00 01 63 01 7E 00 01 77 00 00"),
            "peer unknown_property CONNECT will_properties 126 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(decoded("10 13 00 04 4D 51 54 54 05 06 00 0A 00 00 01 63 80 01 00 01 77"),
            "peer truncated CONNECT will_properties 128 3 [MQTT 5 §2.1.4]");
  EXPECT_EQ(connect_with("16 00 01 78"),
            "peer authentication_data_without_method CONNECT authentication_data 0 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(connect_with("18 00 00 00 05"),
            "peer property_not_allowed CONNECT will_delay_interval 0 0 [MQTT 5 §2.2.2.2]");
}

TEST(decode_v5, packets_without_a_body_have_none) {
  EXPECT_EQ(decoded("C0 01 00"), "peer wrong_length PINGREQ remaining_length 1 0 [MQTT 5 §3.12.1]");
  EXPECT_EQ(decoded("D0 01 00"), "peer wrong_length PINGRESP remaining_length 1 0 [MQTT 5 §3.13.1]");
}

}  // namespace
}  // namespace mqtt
