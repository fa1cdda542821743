#include "mqtt/delivery.h"

#include <gtest/gtest.h>

#include <deque>

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "support/mqtt_text.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

using Effect = Delivery::Effect;

Buffer publish(PacketId id, Qos qos) {
  Buffer out;
  (void)encode(Publish{"t", as_bytes("x"), qos, false, false, id, {}}, Version::v3_1_1, out);
  return out;
}

void add(Delivery& delivery, PacketId id, Qos qos, bool sent = true) {
  delivery.add(100u + id, id, qos, publish(id, qos), sent);
}

// What a new connection would carry: "PUBREL 1, PUBLISH 2 dup".
std::string resent(Delivery& delivery) {
  Buffer bytes;
  std::vector<Delivery::Lost> lost;
  delivery.begin({}, lost);
  EXPECT_TRUE(lost.empty());
  delivery.resend_releases(Version::v3_1_1, bytes);
  delivery.send_waiting(bytes);
  Framer framer(kMaxPacketSize);
  framer.push(bytes);
  Frame frame;
  Error error;
  std::string out;
  while (framer.peek(frame, error) == Framer::Step::frame) {
    if (!out.empty()) out += ", ";
    out += name(frame.type);
    if (frame.type == PacketType::publish) {
      const auto packet = decode_publish(frame, Version::v3_1_1);
      out += " " + std::to_string(packet->packet_id) + (packet->dup ? " dup" : "");
    } else {
      out += " " + std::to_string(decode_acknowledgement(frame, Version::v3_1_1)->packet_id);
    }
    framer.pop(frame);
  }
  EXPECT_EQ(framer.buffered(), 0u);
  return out;
}

std::string text(const std::vector<Delivery::Lost>& lost) {
  std::string out;
  for (const auto& each : lost)
    out += std::to_string(each.token) + (each.outcome == Outcome::unknown ? " unknown " : " not_sent ") +
           std::to_string(each.packet_id) + ";";
  return out;
}

TEST(delivery, qos_1) {
  Delivery delivery;
  add(delivery, 1, Qos::at_least_once);
  EXPECT_EQ(delivery.messages(), 1u);
  EXPECT_EQ(delivery.bytes(), 8u);
  const auto answer = delivery.puback(1);
  EXPECT_EQ(answer.effect, Effect::settled);
  EXPECT_EQ(answer.token, 101u);
  EXPECT_EQ(delivery.messages(), 0u);
  EXPECT_EQ(delivery.bytes(), 0u);
  EXPECT_EQ(delivery.puback(1).effect, Effect::unknown);
}

TEST(delivery, qos_2) {
  Delivery delivery;
  add(delivery, 1, Qos::exactly_once);
  EXPECT_EQ(delivery.pubrec(1, false).effect, Effect::release);
  EXPECT_EQ(delivery.messages(), 1u) << "not settled yet";
  EXPECT_EQ(delivery.bytes(), 0u) << "but the message is not needed any more";
  EXPECT_EQ(delivery.pubrec(1, false).effect, Effect::release) << "PUBREC again: PUBREL again";
  const auto answer = delivery.pubcomp(1);
  EXPECT_EQ(answer.effect, Effect::settled);
  EXPECT_EQ(answer.token, 101u);
  EXPECT_EQ(delivery.messages(), 0u);
  EXPECT_EQ(delivery.pubcomp(1).effect, Effect::unknown);
  EXPECT_EQ(delivery.pubrec(1, false).effect, Effect::unknown);
}

// Every state against every acknowledgement: the table itself.
TEST(delivery, each_state_takes_one_acknowledgement) {
  const struct {
    const char* state;
    Effect puback, pubrec, pubcomp;
    PacketType expected;
  } rows[] = {
      {"QoS 1, awaiting PUBACK", Effect::settled, Effect::wrong, Effect::wrong, PacketType::puback},
      {"QoS 2, awaiting PUBREC", Effect::wrong, Effect::release, Effect::wrong, PacketType::pubrec},
      {"QoS 2, awaiting PUBCOMP", Effect::wrong, Effect::release, Effect::settled, PacketType::pubcomp},
      {"no message", Effect::unknown, Effect::unknown, Effect::unknown, PacketType::none},
  };
  for (int row = 0; row < 4; ++row) {
    const auto in_state = [&] {
      Delivery delivery;
      if (row < 3) add(delivery, 7, row == 0 ? Qos::at_least_once : Qos::exactly_once);
      if (row == 2) (void)delivery.pubrec(7, false);
      return delivery;
    };
    const Delivery::Answer answers[] = {in_state().puback(7), in_state().pubrec(7, false), in_state().pubcomp(7)};
    const Effect wanted[] = {rows[row].puback, rows[row].pubrec, rows[row].pubcomp};
    for (int at = 0; at < 3; ++at) {
      EXPECT_EQ(answers[at].effect, wanted[at]) << rows[row].state << ' ' << at;
      EXPECT_EQ(answers[at].expected, wanted[at] == Effect::wrong ? rows[row].expected : PacketType::none)
          << rows[row].state;
    }
  }
}

// Pitfalls 15 and 18; [MQTT311-3.3.1-1], [MQTT311-4.4.0-1], [MQTT311-4.6.0-1], [MQTT311-4.6.0-4]
TEST(delivery, resending_keeps_the_order_and_never_publishes_past_pubrec) {
  Delivery delivery;
  add(delivery, 1, Qos::at_least_once);
  add(delivery, 2, Qos::exactly_once);
  add(delivery, 3, Qos::exactly_once);
  add(delivery, 4, Qos::at_least_once);
  add(delivery, 5, Qos::at_least_once, false);
  (void)delivery.pubrec(3, false);
  (void)delivery.pubrec(2, false);
  EXPECT_EQ(resent(delivery), "PUBREL 3, PUBREL 2, PUBLISH 1 dup, PUBLISH 4 dup, PUBLISH 5");
  EXPECT_EQ(resent(delivery), "PUBREL 3, PUBREL 2, PUBLISH 1 dup, PUBLISH 4 dup, PUBLISH 5 dup")
      << "it went out once now";
  (void)delivery.puback(1);
  (void)delivery.pubcomp(3);
  EXPECT_EQ(resent(delivery), "PUBREL 2, PUBLISH 4 dup, PUBLISH 5 dup");
}

TEST(delivery, a_session_lost_by_the_peer_keeps_what_was_never_sent) {
  Delivery delivery;
  add(delivery, 1, Qos::at_least_once);
  add(delivery, 2, Qos::exactly_once);
  add(delivery, 3, Qos::exactly_once, false);
  (void)delivery.pubrec(2, false);
  EXPECT_TRUE(delivery.begin_incoming(9));
  std::vector<Delivery::Lost> lost;
  delivery.lose_sent(lost);
  EXPECT_EQ(text(lost), "102 unknown 2;101 unknown 1;");
  EXPECT_EQ(delivery.messages(), 1u);
  EXPECT_EQ(delivery.bytes(), 8u);
  EXPECT_TRUE(delivery.begin_incoming(9)) << "the server's ids start anew";
  EXPECT_EQ(resent(delivery), "PUBLISH 3");
  EXPECT_EQ(delivery.pubrec(3, false).effect, Effect::release);
}

TEST(delivery, losing_all_gives_each_message_once) {
  Delivery delivery;
  add(delivery, 1, Qos::at_least_once);
  add(delivery, 2, Qos::at_least_once, false);
  std::vector<Delivery::Lost> lost;
  delivery.lose_all(lost);
  delivery.lose_all(lost);
  EXPECT_EQ(text(lost), "101 unknown 1;102 not_sent 2;");
  EXPECT_EQ(delivery.messages(), 0u);
  EXPECT_EQ(delivery.bytes(), 0u);
  EXPECT_EQ(resent(delivery), "");
}

TEST(delivery, incoming_qos_2_is_delivered_once_until_released) {
  Delivery delivery;
  EXPECT_TRUE(delivery.begin_incoming(5));
  EXPECT_FALSE(delivery.begin_incoming(5));
  EXPECT_TRUE(delivery.begin_incoming(6));
  EXPECT_TRUE(delivery.release_incoming(5));
  EXPECT_FALSE(delivery.release_incoming(5));
  EXPECT_TRUE(delivery.begin_incoming(5));
}

// The table against a plain list, with acknowledgements in random order.
TEST(delivery, random_order_of_acknowledgements) {
  struct Known {
    PacketId id;
    Qos qos;
    bool released;
  };
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    Delivery delivery;
    std::deque<Known> known;
    PacketId next = 1;
    for (int round = 0; round < 3'000; ++round) {
      if (known.empty() || (known.size() < 300 && random.below(2) == 0)) {
        const Qos qos = random.below(2) == 0 ? Qos::at_least_once : Qos::exactly_once;
        known.push_back({next, qos, false});
        add(delivery, next++, qos);
        continue;
      }
      const std::size_t at = random.below(static_cast<std::uint32_t>(known.size()));
      Known& each = known[at];
      if (each.qos == Qos::exactly_once && !each.released) {
        ASSERT_EQ(delivery.pubrec(each.id, false).effect, Effect::release);
        each.released = true;
        continue;
      }
      const auto answer = each.released ? delivery.pubcomp(each.id) : delivery.puback(each.id);
      ASSERT_EQ(answer.effect, Effect::settled);
      ASSERT_EQ(answer.token, 100u + each.id);
      known.erase(known.begin() + static_cast<std::ptrdiff_t>(at));
    }
    EXPECT_EQ(delivery.messages(), known.size());
    std::string wanted;
    for (const Known& each : known)
      if (!each.released) wanted += (wanted.empty() ? "PUBLISH " : ", PUBLISH ") + std::to_string(each.id) + " dup";
    const std::string all = resent(delivery);
    const std::size_t publishes = std::min(all.find("PUBLISH"), all.size());
    EXPECT_EQ(all.substr(publishes), wanted) << "seed " << seed;
  }
}

}  // namespace
}  // namespace mqtt
