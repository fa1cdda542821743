#include "model/search.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mqtt/property.h"

namespace model {
namespace {

constexpr std::size_t kAll = SIZE_MAX / 2;

void add(MessageStore& store, std::string_view topic, std::string_view payload) {
  LogEntry entry;
  entry.topic = topic;
  entry.payload = as_bytes(payload);
  store.append(entry);
}

std::vector<std::uint64_t> found(const Search& search) {
  std::vector<std::uint64_t> seqs;
  for (std::size_t i = 0; i < search.size(); ++i) seqs.push_back(search.seq(i));
  return seqs;
}

std::vector<std::uint64_t> search_all(const MessageStore& store, std::string_view query) {
  Search search;
  search.set_query(query);
  EXPECT_TRUE(search.advance(store, kAll));
  return found(search);
}

using Seqs = std::vector<std::uint64_t>;

TEST(Needle, FindsEveryPlaceThatAPlainComparisonFinds) {
  const std::string text = "abcabdABCxabcab温度abc温";
  for (const std::string_view query : {"a", "abc", "ABD", "cab", "度abc温", "温度", "zz", "bcabd", "c温"}) {
    const Needle needle(query);
    for (std::size_t from = 0; from <= text.size() + 1; ++from) {
      std::size_t expected = Needle::npos;
      for (std::size_t at = from; at + query.size() <= text.size() && expected == Needle::npos; ++at) {
        bool same = true;
        for (std::size_t i = 0; i < query.size(); ++i) same &= (text[at + i] | 32) == (query[i] | 32);
        if (same) expected = at;
      }
      EXPECT_EQ(needle.find(as_bytes(text), from), expected) << query << " from " << from;
    }
  }
}

TEST(Needle, LongerThanItsSkipTable) {
  const std::string query = std::string(400, 'a') + "b";
  const std::string text = std::string(1'000, 'a') + "b" + std::string(300, 'a');
  EXPECT_EQ(Needle(query).find(as_bytes(text)), 600u);
  EXPECT_EQ(Needle(query).find(as_bytes(text), 601), Needle::npos);
}

TEST(Needle, OnlyAsciiLettersFold) {
  EXPECT_EQ(Needle("[").find(as_bytes("{")), Needle::npos);
  EXPECT_EQ(Needle("@").find(as_bytes("`")), Needle::npos);
  EXPECT_EQ(Needle("é").find(as_bytes("É")), Needle::npos);
  EXPECT_EQ(Needle("z").find(as_bytes("Z")), 0u);
  EXPECT_EQ(Needle("").find(as_bytes("abc")), Needle::npos);
}

TEST(Search, LooksInTopicPayloadAndText) {
  MessageStore store;
  add(store, "/Alpha", "x");
  add(store, "/b", "an ALPHA particle");
  LogEntry closed;
  closed.kind = LogKind::disconnected;
  closed.text = "alphabet";
  store.append(closed);
  add(store, "/b", "nothing");
  EXPECT_EQ(search_all(store, "alpha"), (Seqs{1, 2, 3}));
}

TEST(Search, DoesNotFindAcrossTheBorderOfTopicAndPayload) {
  MessageStore store;
  add(store, "ab", "cd");
  EXPECT_EQ(search_all(store, "bc"), Seqs{});
}

TEST(Search, BracketsDotsAndStarsAreThemselves) {
  MessageStore store;
  add(store, "t", "[1]");
  add(store, "t", "1");
  add(store, "t", "a.c");
  add(store, "t", "abc");
  add(store, "t", "(");
  EXPECT_EQ(search_all(store, "[1]"), Seqs{1});
  EXPECT_EQ(search_all(store, "["), Seqs{1});
  EXPECT_EQ(search_all(store, "a.c"), Seqs{3});
  EXPECT_EQ(search_all(store, "("), Seqs{5});
  EXPECT_EQ(search_all(store, ".*"), Seqs{});
  EXPECT_EQ(search_all(store, "\\"), Seqs{});
}

TEST(Search, GoesOnWithNewRows) {
  MessageStore store;
  Search search;
  search.set_query("x");
  EXPECT_TRUE(search.advance(store, kAll));
  add(store, "t", "x");
  add(store, "t", "y");
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(found(search), Seqs{1});
  const std::uint64_t version = search.version();
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(search.version(), version);
  add(store, "t", "x");
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(found(search), (Seqs{1, 3}));
  EXPECT_NE(search.version(), version);
}

TEST(Search, ANewQueryStartsAnewAndTheSameOneDoesNot) {
  MessageStore store;
  add(store, "t", "x");
  add(store, "t", "y");
  Search search;
  search.set_query("x");
  search.advance(store, kAll);
  search.set_query("x");
  EXPECT_EQ(found(search), Seqs{1});
  search.set_query("y");
  EXPECT_EQ(search.size(), 0u);
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(found(search), Seqs{2});
  search.set_query("");
  EXPECT_FALSE(search.active());
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(search.size(), 0u);
}

TEST(Search, ABudgetBoundsTheWorkOfOneCall) {
  MessageStore store;
  for (int i = 0; i < 1'000; ++i) add(store, "t", i % 10 ? "no" : "yes");
  Search search;
  search.set_query("yes");
  int calls = 1;
  std::uint64_t before = 0;
  while (!search.advance(store, 1'000)) {
    EXPECT_LE(search.searched_to() - before, 20u);
    before = search.searched_to();
    ASSERT_LT(++calls, 1'000);
  }
  EXPECT_GT(calls, 50);
  EXPECT_EQ(search.size(), 100u);
}

TEST(Search, ALongPayloadIsSearchedInPieces) {
  MessageStore store;
  std::string payload(100'000, 'x');
  payload.replace(54'321, 6, "needle");
  add(store, "t", payload);
  add(store, "t", std::string(100'000, 'x'));
  add(store, "t", "needle");
  for (const std::size_t budget : {std::size_t{1}, std::size_t{7}, std::size_t{1'000}, std::size_t{54'320}}) {
    Search search;
    search.set_query("needle");
    int calls = 1;
    while (!search.advance(store, budget)) ++calls;
    EXPECT_GT(calls, 2) << budget;
    EXPECT_EQ(found(search), (Seqs{1, 3})) << budget;
  }
}

TEST(Search, FindsAPlaceThatStraddlesTwoPieces) {
  for (std::size_t at = 0; at + 3 <= 40; ++at) {
    MessageStore store;
    std::string payload(40, 'x');
    payload.replace(at, 3, "abc");
    add(store, "t", payload);
    Search search;
    search.set_query("abc");
    while (!search.advance(store, 5)) {
    }
    EXPECT_EQ(found(search), Seqs{1}) << at;
  }
}

TEST(Search, ForgetsDroppedRows) {
  MessageStore store(50'000);
  Search search;
  search.set_query("x");
  for (int i = 0; i < 5'000; ++i) {
    add(store, "t", i % 2 ? "x" : "y");
    ASSERT_TRUE(search.advance(store, kAll));
    if (search.size()) {
      ASSERT_GE(search.seq(0), store.first_seq());
    }
  }
  ASSERT_GT(store.first_seq(), 1'000u);
  EXPECT_EQ(search.size(), store.next_seq() / 2 - store.first_seq() / 2);
  EXPECT_EQ(search.seq(search.size() - 1), 5'000u);
}

TEST(Search, DroppedWhileInTheMiddleOfARow) {
  MessageStore store(20'000);
  add(store, "t", std::string(10'000, 'x') + "abc");
  Search search;
  search.set_query("abc");
  EXPECT_FALSE(search.advance(store, 500));
  for (int i = 0; i < 100; ++i) add(store, "t", std::string(400, 'y') + "abc");
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(search.size(), store.size());
  EXPECT_EQ(search.seq(0), store.first_seq());
}

TEST(Search, FollowsClearAndUndo) {
  MessageStore store;
  add(store, "t", "x");
  Search search;
  search.set_query("x");
  search.advance(store, kAll);
  store.clear();
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(found(search), Seqs{});
  add(store, "t", "x");
  search.advance(store, kAll);
  EXPECT_EQ(found(search), Seqs{2});
  store.undo_clear();
  EXPECT_TRUE(search.advance(store, kAll));
  EXPECT_EQ(found(search), (Seqs{1, 2}));
}

TEST(Search, LowerBoundFindsTheRowOrTheNext) {
  MessageStore store;
  for (int i = 1; i <= 10; ++i) add(store, "t", i % 3 ? "y" : "x");
  Search search;
  search.set_query("x");
  search.advance(store, kAll);
  ASSERT_EQ(found(search), (Seqs{3, 6, 9}));
  EXPECT_EQ(search.lower_bound(1), 0u);
  EXPECT_EQ(search.lower_bound(3), 0u);
  EXPECT_EQ(search.lower_bound(4), 1u);
  EXPECT_EQ(search.lower_bound(9), 2u);
  EXPECT_EQ(search.lower_bound(10), 3u);
}

TEST(Search, FindsWhatPropertiesSayAndNotTheBytesBetween) {
  MessageStore store;
  mqtt::PropertyList properties, answer;
  ASSERT_TRUE(properties.add(mqtt::PropertyId::content_type, "image/png"));
  ASSERT_TRUE(properties.add_user("trace", "abc-123"));
  ASSERT_TRUE(answer.add(mqtt::PropertyId::reason_string, "too hot"));
  LogEntry entry;
  entry.topic = "t";
  entry.properties = properties.view().encoded();
  store.append(entry);
  entry.properties = {};
  entry.answer = answer.view().encoded();
  store.append(entry);
  EXPECT_EQ(search_all(store, "PNG"), (Seqs{1}));
  EXPECT_EQ(search_all(store, "trace"), (Seqs{1}));
  EXPECT_EQ(search_all(store, "abc-1"), (Seqs{1}));
  EXPECT_EQ(search_all(store, "hot"), (Seqs{2}));
  EXPECT_EQ(search_all(store, "&"), (Seqs{})) << "a user property begins with this byte";
}

}  // namespace
}  // namespace model
