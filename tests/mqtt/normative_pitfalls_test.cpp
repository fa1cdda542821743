// What broke other clients and is no single statement of a specification: the rest of the native tests that
// tests/normative/pitfalls.tsv names.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// Elsewhere this CONNACK, whose property ends before its value, killed the process (pitfall 14).
TEST(normative, a_malformed_server_keep_alive_ends_the_connection_and_nothing_else) {
  const std::string cut = "peer truncated CONNACK server_keep_alive MQTT 5 §2.2.2.1, left E0 01 81";
  for (const auto& [connack, fault] :
       {std::pair{"20 04 00 00 01 13", cut},
        {"20 05 00 00 02 13 00", cut},
        {"20 04 00 00 03 13", "peer truncated CONNACK properties MQTT 5 §2.1.4, left E0 01 81"},
        {"20 09 00 00 06 13 0001 13 0002",
         "peer duplicate_property CONNACK server_keep_alive MQTT 5 §3.2.2.3, left E0 01 82"}}) {
    Line line(k5);
    line.connect(connect_as()).out();
    line.in(connack);
    EXPECT_EQ(line.fault(), fault) << connack;
    line.connected();
  }
}

TEST(normative, a_message_published_between_the_connections_does_not_overtake) {
  const Hex expiry("11 000003E8");
  Line line(k5);
  line.connected(connect_as("c", false, expiry), "21 0002");
  for (const char* topic : {"a", "b", "c"}) line.publish(message(topic, 1));
  line.cut().publish(message("d", 1)).connect(connect_as("c", false, expiry)).publish(message("e", 1)).out();
  line.in("20 06 01 00 03 21 0002");
  line.publish(message("f", 1));
  EXPECT_EQ(line.out(), "3A 06 00 01 61 00 01 00 3A 06 00 01 62 00 02 00");
  line.in("40 02 0001 40 02 0002 40 02 0003 40 02 0004");
  EXPECT_EQ(line.out(),
            "32 06 00 01 63 00 03 00 32 06 00 01 64 00 04 00 32 06 00 01 65 00 05 00 32 06 00 01 66 00 06 00");
}

TEST(normative, what_is_published_while_the_queue_drains_settles_once) {
  const Hex expiry("11 000003E8");
  Line line(k5);
  line.connected(connect_as("c", false, expiry), "21 0001").publish(message("a", 1)).publish(message("a", 1)).cut();
  line.connect(connect_as("c", false, expiry)).out();
  line.in("20 06 01 00 03 21 0001");
  line.happened();
  std::string settled;
  for (int id = 1; id <= 6; ++id) {
    line.in("40 02 000" + std::to_string(id));
    if (id <= 4) line.publish(message("a", 1));
    settled += line.happened() + ";";
  }
  EXPECT_EQ(settled,
            "published 1 done;published 2 done;published 3 done;published 4 done;published 5 done;published 6 done;");
  EXPECT_EQ(line.session.unsettled_messages(), 0u);
}

TEST(normative, automatic_aliases_begin_anew_with_each_connection) {
  SessionOptions options;
  options.automatic_topic_aliases = true;
  Line line(k5, options);
  line.connected(connect_as(), "22 0001").publish(message("temp")).publish(message("temp"));
  EXPECT_EQ(line.out(), "30 0A 00 04 74 65 6D 70 03 23 00 01 30 06 00 00 03 23 00 01");
  line.cut().connected(connect_as(), "22 0001").publish(message("temp"));
  EXPECT_EQ(line.out(), "30 0A 00 04 74 65 6D 70 03 23 00 01") << "with its topic, for the server knows nothing of it";
  line.cut().connected().publish(message("temp"));
  EXPECT_EQ(line.out(), "30 07 00 04 74 65 6D 70 00") << "and with none where the server takes none";
}

TEST(normative, a_payload_is_text_only_where_it_says_so) {
  const Hex text("01 01"), bytes("01 00");
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.publish(message("a", 0, "\xFF", text), line.now)),
            "local payload_not_utf8 PUBLISH payload MQTT 5 §3.3.2.3.2");
  EXPECT_EQ(line.out(), "");
  line.publish(message("a", 0, "\xFF", bytes)).publish(message("a", 0, "\xFF"));
  EXPECT_EQ(line.out(), "30 07 00 01 61 02 01 00 FF 30 05 00 01 61 00 FF");
  line.in("30 05 0001 61 00 FF 30 07 0001 61 02 01 00 FF");
  EXPECT_EQ(line.happened(), "published 1 done; published 2 done; received 0 a=\xFF; received 0 a=\xFF");
}

}  // namespace
}  // namespace mqtt
