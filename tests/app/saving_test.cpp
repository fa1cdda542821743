#include "app/saving.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/payload.h"
#include "support/fake_services.h"

namespace app {
namespace {

model::LogEntry received(std::string_view topic, std::string_view payload) {
  model::LogEntry entry;
  entry.kind = model::LogKind::received;
  entry.topic = topic;
  entry.payload = model::as_bytes(payload);
  return entry;
}

TEST(SavingTest, TheFileNameIsInLocalTime) {
  EXPECT_EQ(save_file_name(0, 0), "mqtt_messages_19700101_000000.jsonl");
  EXPECT_EQ(save_file_name(1'700'000'000'123, 0), "mqtt_messages_20231114_221320.jsonl");
  EXPECT_EQ(save_file_name(1'700'000'000'123, 8 * 3600), "mqtt_messages_20231115_061320.jsonl");
  EXPECT_EQ(save_file_name(1'709'164'800'000, -3600), "mqtt_messages_20240228_230000.jsonl");
}

TEST(SavingTest, EveryRowIsALineInOrder) {
  model::MessageStore store;
  for (int i = 0; i < 100; ++i) store.append(received("t", std::to_string(i)));
  support::FakeServices services;
  save_all(store, services, "name.jsonl");
  ASSERT_EQ(services.files.size(), 1U);
  EXPECT_EQ(services.files[0].name, "name.jsonl");
  EXPECT_TRUE(services.files[0].ended);
  const std::string text = services.files[0].text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 100);
  std::size_t at = 0;
  for (int i = 0; i < 100; ++i) {
    at = text.find("\"payload\":\"" + std::to_string(i) + "\"", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST(SavingTest, LongStoresGoInPieces) {
  model::MessageStore store;
  const std::string payload(10'000, 'x');
  for (int i = 0; i < 1'000; ++i) store.append(received("t", payload));
  support::FakeServices services;
  save_all(store, services, "f");
  const auto& pieces = services.files[0].pieces;
  EXPECT_GT(pieces.size(), 20U);
  for (const std::string& piece : pieces) {
    EXPECT_LT(piece.size(), 300'000U);
    EXPECT_EQ(piece.back(), '\n') << "no line is cut";
  }
}

TEST(SavingTest, AnEmptyStoreGivesAnEmptyFile) {
  model::MessageStore store;
  support::FakeServices services;
  save_all(store, services, "f");
  ASSERT_EQ(services.files.size(), 1U);
  EXPECT_EQ(services.files[0].text(), "");
  EXPECT_TRUE(services.files[0].ended);
}

TEST(SavingTest, ClearedRowsAreNotSaved) {
  model::MessageStore store;
  store.append(received("t", "before"));
  store.clear();
  store.append(received("t", "after"));
  support::FakeServices services;
  save_all(store, services, "f");
  EXPECT_EQ(services.files[0].text().find("before"), std::string::npos);
  EXPECT_NE(services.files[0].text().find("after"), std::string::npos);
}

TEST(SavingTest, CopiesTextAsItIsAndOtherBytesAsHex) {
  EXPECT_EQ(text_to_copy(received("t", "中\n{}"), model::CopyAs::shown, false), "中\n{}");
  EXPECT_EQ(text_to_copy(received("t", "AB"), model::CopyAs::shown, true), "41 42");
  EXPECT_EQ(text_to_copy(received("t", "\xFF\x01"), model::CopyAs::shown, false), "ff 01");
  EXPECT_EQ(text_to_copy(received("t", ""), model::CopyAs::shown, false), "");
}

TEST(SavingTest, CopiesEveryByteInTheFormThatWasAskedFor) {
  const std::string_view bytes("\0\xFFz", 3);
  EXPECT_EQ(text_to_copy(received("t", bytes), model::CopyAs::base64, true), "AP96");
  EXPECT_EQ(text_to_copy(received("t", bytes), model::CopyAs::hex, false), "00 ff 7a");
  EXPECT_EQ(text_to_copy(received("t", "AB"), model::CopyAs::text, true), "AB") << "the form that is shown does not matter";
  EXPECT_EQ(text_to_copy(received("t", bytes), model::CopyAs::text, false), "00 ff 7a") << "nothing is lost";
  EXPECT_EQ(text_to_copy(received("t", std::string_view("a\0b", 3)), model::CopyAs::shown, false), "61 00 62")
      << "U+0000 ends a text on some clipboards";
}

TEST(SavingTest, CopiesTheTextOrTopicOfARowWithoutPayload) {
  model::LogEntry entry;
  entry.kind = model::LogKind::subscribed;
  entry.topic = "a/b";
  EXPECT_EQ(text_to_copy(entry, model::CopyAs::shown, true), "a/b");
  entry.kind = model::LogKind::connecting;
  entry.text = "ws://h:80/";
  EXPECT_EQ(text_to_copy(entry, model::CopyAs::shown, true), "ws://h:80/");
}

}  // namespace
}  // namespace app
