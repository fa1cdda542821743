// What a received message costs in memory on its way from the transport into the store: nothing but the store's own.
// The store alone, given the same rows, is the measure.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "mqtt/property.h"
#include "support/tool.h"

namespace {
std::size_t allocations = 0;
}

// Counts the allocations of this executable.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace app {
namespace {

using model::Field;
using model::LogKind;
using support::Message;
using support::Tool;

constexpr int kRounds = 20'000;  // so many that the store grows by several of its chunks

class ReceiveAllocationsTest : public testing::Test {
 protected:
  Tool tool;
  const model::MessageStore& store = *tool.view().store;

  void connect(mqtt::Version version) {
    tool.fill_other();
    tool.set(Field::client_id, "me");
    tool.choose(Tool::Kind::set_version, static_cast<std::uint32_t>(version));
    tool.connect();
    ASSERT_EQ(tool.view().link, model::Link::connected);
    tool.subscribe("plant/#");
  }

  // Receives `stream` once, and then as often as kRounds; returns the allocations of the latter, the transport's left
  // out.
  std::size_t receive(const Message& stream) {
    std::size_t taken = 0;
    for (int round = 0; round <= kRounds; ++round) {
      tool.transport.data(stream);
      ++tool.now.unix_ms;
      const std::size_t before = allocations;
      tool.app.poll(tool.now);
      if (round > 0) taken += allocations - before;
    }
    return taken;
  }

  // Those of a store that already holds the rows before `from` when the others are added.
  std::size_t store_alone(std::uint64_t from) const {
    model::MessageStore twin;
    for (std::uint64_t seq = store.first_seq(); seq < from; ++seq) twin.append(store.at(seq));
    const std::size_t before = allocations;
    for (std::uint64_t seq = from; seq < store.next_seq(); ++seq) twin.append(store.at(seq));
    return allocations - before;
  }

  void expect_only_the_stores_own(const Message& stream, std::uint64_t messages) {
    const std::uint64_t rows_before = store.next_seq();
    const std::size_t taken = receive(stream);
    ASSERT_EQ(store.next_seq(), rows_before + messages * (kRounds + 1)) << "a message is missing";
    for (std::uint64_t seq = rows_before; seq < rows_before + messages; ++seq) {
      EXPECT_EQ(store.at(seq).kind, LogKind::received);
      EXPECT_EQ(store.at(seq).topic, "plant/line/state");
    }
    const std::size_t own = store_alone(rows_before + messages);
    EXPECT_GT(own, 0U);
    EXPECT_EQ(taken, own);
  }
};

const std::string payload(64, 'x');

TEST_F(ReceiveAllocationsTest, AQos0MessageTakesOnlyTheStoresOwn) {
  connect(mqtt::Version::v3_1_1);
  expect_only_the_stores_own(support::publish_packet("plant/line/state", payload), 1);
}

TEST_F(ReceiveAllocationsTest, SoDoPropertiesAndTopicAliases) {
  tool.set(Field::topic_alias_maximum, "10");
  connect(mqtt::Version::v5);
  mqtt::PropertyList list;
  ASSERT_TRUE(list.add(mqtt::PropertyId::topic_alias, 7));
  ASSERT_TRUE(list.add(mqtt::PropertyId::content_type, "application/json"));
  ASSERT_TRUE(list.add_user("name", "a value that is longer than any short string"));
  const mqtt::Bytes encoded = list.view().encoded();
  const Message properties(encoded.begin(), encoded.end());
  Message stream = support::publish_packet("plant/line/state", payload, 0, 0, &properties);
  const Message by_alias = support::publish_packet("", payload, 0, 0, &properties);
  stream.insert(stream.end(), by_alias.begin(), by_alias.end());
  expect_only_the_stores_own(stream, 2);
}

}  // namespace
}  // namespace app
