#include "model/message_store.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/payload.h"

namespace model {
namespace {

LogEntry received(std::string_view topic, std::string_view payload) {
  LogEntry entry;
  entry.kind = LogKind::received;
  entry.topic = topic;
  entry.payload = as_bytes(payload);
  return entry;
}

std::string payload_of(const MessageStore& store, std::uint64_t seq) {
  return std::string(as_text(store.at(seq).payload));
}

TEST(MessageStore, KeepsEveryFieldAsGiven) {
  MessageStore store;
  static const char kRule[] = "MQTT311-3.3.1-4";
  const std::string payload("a\0b\n\xff", 5);
  LogEntry entry = received("/a/温度", payload);
  entry.time_ms = 1'700'000'000'123;
  entry.cause = Cause::ping_timeout;
  entry.qos = 2;
  entry.retain = true;
  entry.dup = true;
  entry.code = 0x1234;
  entry.packet_id = 0xFFFE;
  entry.number = 0xDEADBEEF;
  entry.number2 = 7;
  entry.error_reason = 300;
  entry.error_kind = 1;
  entry.error_packet = 3;
  entry.error_field = 9;
  entry.error_rule = kRule;
  entry.text = "closed by peer";
  EXPECT_EQ(store.append(entry), 1u);

  const LogEntry kept = store.at(1);
  EXPECT_EQ(kept.seq, 1u);
  EXPECT_EQ(kept.time_ms, 1'700'000'000'123);
  EXPECT_EQ(kept.kind, LogKind::received);
  EXPECT_EQ(kept.cause, Cause::ping_timeout);
  EXPECT_EQ(kept.qos, 2);
  EXPECT_TRUE(kept.retain);
  EXPECT_TRUE(kept.dup);
  EXPECT_EQ(kept.code, 0x1234);
  EXPECT_EQ(kept.packet_id, 0xFFFE);
  EXPECT_EQ(kept.number, 0xDEADBEEFu);
  EXPECT_EQ(kept.number2, 7u);
  EXPECT_EQ(kept.error_reason, 300);
  EXPECT_EQ(kept.error_kind, 1);
  EXPECT_EQ(kept.error_packet, 3);
  EXPECT_EQ(kept.error_field, 9);
  EXPECT_EQ(kept.error_rule.data(), kRule);
  EXPECT_EQ(kept.error_rule, "MQTT311-3.3.1-4");
  EXPECT_EQ(kept.topic, "/a/温度");
  EXPECT_EQ(as_text(kept.payload), payload);
  EXPECT_EQ(kept.text, "closed by peer");
}

TEST(MessageStore, KeepsAPlainMessageWithoutExtras) {
  MessageStore store;
  store.append(received("t", ""));
  const LogEntry kept = store.at(1);
  EXPECT_EQ(kept.topic, "t");
  EXPECT_TRUE(kept.payload.empty());
  EXPECT_TRUE(kept.text.empty());
  EXPECT_TRUE(kept.error_rule.empty());
  EXPECT_EQ(kept.qos, 0);
  EXPECT_FALSE(kept.retain);
  EXPECT_FALSE(kept.dup);
}

TEST(MessageStore, EmptyStoreHasNoRows) {
  MessageStore store;
  EXPECT_EQ(store.first_seq(), 1u);
  EXPECT_EQ(store.next_seq(), 1u);
  EXPECT_EQ(store.size(), 0u);
  EXPECT_FALSE(store.has(1));
  EXPECT_EQ(store.bytes(), 0u);
  store.clear();
  EXPECT_FALSE(store.can_undo_clear());
}

TEST(MessageStore, AMillionMessagesStayInTheLimitAndAreCountedExactly) {
  constexpr std::uint64_t kRows = 1'000'000;
  MessageStore store;
  std::uint8_t payload[64] = {};
  LogEntry entry = received("/product/device/upload", {});
  entry.payload = payload;
  for (std::uint64_t i = 1; i <= kRows; ++i) {
    payload[0] = static_cast<std::uint8_t>(i);
    payload[1] = static_cast<std::uint8_t>(i >> 8);
    payload[2] = static_cast<std::uint8_t>(i >> 16);
    ASSERT_EQ(store.append(entry), i);
    ASSERT_LE(store.bytes(), kDefaultStoreBytes);
  }
  const StoreCounts counts = store.counts();
  EXPECT_EQ(counts.received, kRows);
  EXPECT_EQ(counts.kept + counts.dropped, kRows);
  EXPECT_EQ(counts.kept, store.size());
  EXPECT_EQ(store.first_seq(), counts.dropped + 1);
  // 64 bytes of payload, 22 of topic, 24 of head and 4 of index, and no more than that: at least 97 % of the limit is
  // used.
  EXPECT_GE(counts.kept, kDefaultStoreBytes * 97 / 100 / (64 + 22 + 24 + 4));
  for (std::uint64_t seq = store.first_seq(); seq < store.next_seq(); seq += 997) {
    const LogEntry kept = store.at(seq);
    ASSERT_EQ(kept.payload.size(), 64u);
    ASSERT_EQ(static_cast<std::uint64_t>(kept.payload[0] | kept.payload[1] << 8 | kept.payload[2] << 16), seq);
  }
}

TEST(MessageStore, OldestRowsGiveWayAndTheRestStaysWhole) {
  constexpr std::size_t kLimit = 100'000;
  MessageStore store(kLimit);
  std::vector<std::string> payloads;
  std::uint32_t random = 1;
  for (int i = 0; i < 5'000; ++i) {
    random = random * 1'664'525 + 1'013'904'223;
    payloads.emplace_back(random >> 16 & 1'023, static_cast<char>('a' + i % 26));
    store.append(received("topic", payloads.back()));
    ASSERT_LE(store.bytes(), kLimit);
    ASSERT_TRUE(store.has(static_cast<std::uint64_t>(i) + 1));
  }
  ASSERT_GT(store.size(), 100u);
  for (std::uint64_t seq = store.first_seq(); seq < store.next_seq(); ++seq)
    ASSERT_EQ(payload_of(store, seq), payloads[static_cast<std::size_t>(seq - 1)]) << seq;
}

TEST(MessageStore, OneLargePayloadAmongSmallRows) {
  MessageStore store;
  for (int i = 0; i < 1'000; ++i) store.append(received("t", "small"));
  std::string large(std::size_t{16} << 20, 'x');
  large.back() = 'z';
  const std::uint64_t seq = store.append(received("t", large));
  for (int i = 0; i < 1'000; ++i) store.append(received("t", "after"));
  EXPECT_EQ(store.size(), 2'001u);
  EXPECT_EQ(payload_of(store, 1'000), "small");
  EXPECT_TRUE(payload_of(store, seq) == large);
  EXPECT_EQ(payload_of(store, seq + 1), "after");
  EXPECT_LE(store.bytes(), (std::size_t{16} << 20) + (std::size_t{1} << 20));
}

TEST(MessageStore, AnEntryLargerThanTheLimitIsKeptAloneUntilTheNext) {
  MessageStore store(10'000);
  store.append(received("t", "before"));
  const std::string large(50'000, 'x');
  const std::uint64_t seq = store.append(received("t", large));
  EXPECT_EQ(store.first_seq(), seq);
  EXPECT_EQ(store.size(), 1u);
  EXPECT_TRUE(payload_of(store, seq) == large);
  store.append(received("t", "after"));
  EXPECT_EQ(store.size(), 1u);
  EXPECT_EQ(payload_of(store, seq + 1), "after");
  EXPECT_LE(store.bytes(), 10'000u);
  EXPECT_EQ(store.counts().dropped, 2u);
}

TEST(MessageStore, MemoryOfDroppedRowsIsGivenBack) {
  MessageStore store(std::size_t{4} << 20);
  store.append(received("t", std::string(std::size_t{3} << 20, 'x')));
  EXPECT_GE(store.bytes(), std::size_t{3} << 20);
  for (int i = 0; i < 3; ++i) store.append(received("t", std::string(std::size_t{1} << 20, 'y')));
  EXPECT_LT(store.bytes(), std::size_t{4} << 20);
  EXPECT_EQ(store.counts().dropped, 1u);
}

TEST(MessageStore, ALimitOfNothingKeepsTheLastRow) {
  MessageStore store(0);
  for (int i = 0; i < 10; ++i) store.append(received("t", std::to_string(i)));
  EXPECT_EQ(store.size(), 1u);
  EXPECT_EQ(payload_of(store, 10), "9");
  EXPECT_EQ(store.counts().dropped, 9u);
}

TEST(MessageStore, ATopicLongerThanMqttAllowsIsCut) {
  MessageStore store;
  store.append(received(std::string(70'000, 't'), "payload"));
  EXPECT_EQ(store.at(1).topic.size(), 65'535u);
  EXPECT_EQ(payload_of(store, 1), "payload");
}

TEST(MessageStore, ClearHidesAndUndoBringsBackOnce) {
  MessageStore store;
  for (int i = 0; i < 3; ++i) store.append(received("t", std::to_string(i)));
  store.clear();
  EXPECT_EQ(store.size(), 0u);
  EXPECT_EQ(store.first_seq(), 4u);
  EXPECT_FALSE(store.has(3));
  EXPECT_TRUE(store.can_undo_clear());
  store.append(received("t", "new"));
  EXPECT_EQ(store.size(), 1u);

  store.undo_clear();
  EXPECT_EQ(store.size(), 4u);
  EXPECT_EQ(payload_of(store, 1), "0");
  EXPECT_EQ(payload_of(store, 4), "new");
  EXPECT_FALSE(store.can_undo_clear());
  EXPECT_EQ(store.counts().received, 4u);
  EXPECT_EQ(store.counts().dropped, 0u);
}

TEST(MessageStore, ClearingAnEmptyWindowKeepsTheUndo) {
  MessageStore store;
  store.append(received("t", "a"));
  store.clear();
  store.clear();
  ASSERT_TRUE(store.can_undo_clear());
  store.undo_clear();
  EXPECT_EQ(payload_of(store, 1), "a");
}

TEST(MessageStore, ASecondClearGivesUpTheRowsOfTheFirst) {
  MessageStore store;
  store.append(received("t", "first"));
  store.clear();
  store.append(received("t", "second"));
  store.clear();
  store.undo_clear();
  EXPECT_EQ(store.first_seq(), 2u);
  EXPECT_EQ(payload_of(store, 2), "second");
}

TEST(MessageStore, ClearedRowsGiveWayFirstAndCountAsDroppedOnlyOnceUndone) {
  MessageStore store(64'000);
  const std::string kilobyte(1'000, 'x');
  for (int i = 0; i < 40; ++i) store.append(received("t", kilobyte));
  store.clear();
  for (int i = 0; i < 40; ++i) store.append(received("t", kilobyte));
  EXPECT_EQ(store.size(), 40u);
  EXPECT_EQ(store.counts().dropped, 0u);
  ASSERT_TRUE(store.can_undo_clear());
  store.undo_clear();
  EXPECT_GT(store.size(), 40u);
  EXPECT_LT(store.size(), 80u);
  EXPECT_EQ(store.counts().kept + store.counts().dropped, 80u);
}

TEST(MessageStore, UndoIsOverWhenAllClearedRowsAreGone) {
  MessageStore store(16'000);
  const std::string kilobyte(1'000, 'x');
  store.append(received("t", kilobyte));
  store.clear();
  for (int i = 0; i < 40; ++i) store.append(received("t", kilobyte));
  EXPECT_FALSE(store.can_undo_clear());
  const std::uint64_t first = store.first_seq();
  store.undo_clear();
  EXPECT_EQ(store.first_seq(), first);
  EXPECT_EQ(store.counts().kept + store.counts().dropped, 40u);
}

TEST(MessageStore, VersionChangesWithEveryChangeOnly) {
  MessageStore store;
  std::uint64_t version = store.version();
  const auto changed = [&] {
    const bool differs = store.version() != version;
    version = store.version();
    return differs;
  };
  store.append(received("t", "a"));
  EXPECT_TRUE(changed());
  store.at(1);
  store.counts();
  EXPECT_FALSE(changed());
  store.clear();
  EXPECT_TRUE(changed());
  store.clear();
  EXPECT_FALSE(changed());
  store.undo_clear();
  EXPECT_TRUE(changed());
  store.undo_clear();
  EXPECT_FALSE(changed());
}

TEST(MessageStore, OnlyMessagesFromTheBrokerCountAsReceived) {
  MessageStore store;
  LogEntry entry;
  entry.kind = LogKind::published;
  store.append(entry);
  entry.kind = LogKind::connected;
  store.append(entry);
  store.append(received("t", ""));
  EXPECT_EQ(store.counts().received, 1u);
  EXPECT_EQ(store.counts().kept, 3u);
}

// MQTT 5's properties stay the bytes that they were, and a row without any pays nothing for them.
TEST(MessageStore, PropertiesAreKeptAsTheyCame) {
  MessageStore store;
  const std::string properties("\x03\x00\x01x\x26\x00\x00\x00\x00", 9), answer("\x1F\x00\x02no", 5);
  LogEntry entry = received("t", "payload");
  entry.properties = as_bytes(properties);
  store.append(entry);
  entry.answer = as_bytes(answer);
  entry.text = "text";
  entry.version = 5;
  store.append(entry);
  entry.properties = {};
  store.append(entry);
  store.append(received("t", "plain"));

  EXPECT_EQ(as_text(store.at(1).properties), properties);
  EXPECT_TRUE(store.at(1).answer.empty());
  EXPECT_EQ(payload_of(store, 1), "payload");
  EXPECT_EQ(store.at(2).version, 5);
  EXPECT_EQ(store.at(2).text, "text");
  EXPECT_EQ(as_text(store.at(2).properties), properties);
  EXPECT_EQ(as_text(store.at(2).answer), answer);
  EXPECT_TRUE(store.at(3).properties.empty());
  EXPECT_EQ(as_text(store.at(3).answer), answer);
  EXPECT_TRUE(store.at(4).properties.empty());
  EXPECT_EQ(store.at(4).version, 0);
  EXPECT_EQ(payload_of(store, 4), "plain");
}

TEST(MessageStore, PropertiesCountInTheLimit) {
  MessageStore store(64 << 10);
  const std::string properties(2'000, 'p');
  LogEntry entry = received("t", "x");
  entry.properties = as_bytes(properties);
  for (int i = 0; i < 200; ++i) store.append(entry);
  EXPECT_LE(store.bytes(), std::size_t{64} << 10);
  EXPECT_GT(store.counts().dropped, 100u);
  EXPECT_EQ(as_text(store.at(store.next_seq() - 1).properties), properties);
}

}  // namespace
}  // namespace model
