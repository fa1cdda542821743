#include "app/journal.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using model::Cause;
using model::LogKind;

TEST(JournalTest, AnErrorKeepsEveryNumber) {
  mqtt::Error error;
  error.kind = mqtt::Kind::peer;
  error.reason = mqtt::Reason::packet_too_large;
  error.packet = mqtt::PacketType::publish;
  error.field = mqtt::Field::remaining_length;
  error.rule = "MQTT311-x";
  error.numbers[0] = 5'000'000'000;
  error.numbers[1] = 7;
  model::LogEntry entry;
  put_error(entry, error);
  EXPECT_EQ(entry.error_kind, static_cast<std::uint8_t>(mqtt::Kind::peer));
  EXPECT_EQ(entry.error_reason, static_cast<std::uint16_t>(mqtt::Reason::packet_too_large));
  EXPECT_EQ(entry.error_packet, 3);
  EXPECT_EQ(entry.error_field, static_cast<std::uint8_t>(mqtt::Field::remaining_length));
  EXPECT_EQ(entry.error_rule, "MQTT311-x");
  EXPECT_EQ(entry.number, 0xFFFFFFFFU);
  EXPECT_EQ(entry.number2, 7U);
}

TEST(JournalTest, TheUsersDisconnect) {
  End end;
  end.by_user = true;
  end.code = 1000;
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::disconnected);
  EXPECT_EQ(entry.number, 1U);
  EXPECT_EQ(entry.code, 1000);
}

TEST(JournalTest, ALostConnectionKeepsCodeAndReason) {
  End end;
  end.cause = Cause::connection_lost;
  end.code = 1011;
  end.reason = "broken";
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::disconnected);
  EXPECT_EQ(entry.number, 0U);
  EXPECT_EQ(entry.code, 1011);
  EXPECT_EQ(entry.text, "broken");
}

TEST(JournalTest, ARefusalKeepsTheReturnCodeAndNotTheCloseCode) {
  End end;
  end.refused = true;
  end.reason_code = 5;
  end.code = 1000;
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::refused);
  EXPECT_EQ(entry.code, 5);
}

TEST(JournalTest, AFaultOfTheBrowserKeepsWhichOne) {
  End end;
  end.cause = Cause::security_error;
  end.fault = transport::Fault::bad_url;
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::failed);
  EXPECT_EQ(entry.cause, Cause::security_error);
  EXPECT_EQ(entry.number, static_cast<std::uint32_t>(transport::Fault::bad_url));
}

TEST(JournalTest, ACloseBeforeOpenIsAFailure) {
  End end;
  end.cause = Cause::close_before_open;
  end.code = 1006;
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::failed);
  EXPECT_EQ(entry.code, 1006);
}

TEST(JournalTest, ReconnectingSaysAttemptDelayAndWhy) {
  End end;
  end.cause = Cause::ping_timeout;
  Decision decision;
  decision.attempt = 4;
  decision.delay_ms = 20'000;
  const model::LogEntry entry = entry_of(decision, end);
  EXPECT_EQ(entry.kind, LogKind::reconnecting);
  EXPECT_EQ(entry.number, 4U);
  EXPECT_EQ(entry.number2, 20'000U);
  EXPECT_EQ(entry.cause, Cause::ping_timeout);
}

TEST(JournalTest, StoppingNamesTheCodeAndKickingIsNamed) {
  End end;
  end.refused = true;
  end.reason_code = 4;
  Decision decision;
  decision.what = Decision::What::stop;
  EXPECT_EQ(entry_of(decision, end).kind, LogKind::stopped);
  EXPECT_EQ(entry_of(decision, end).code, 4);
  decision.what = Decision::What::kicked;
  EXPECT_EQ(entry_of(decision, end).kind, LogKind::kicked);
}

TEST(JournalTest, ADisconnectFromTheBrokerIsTheBrokersWord) {
  End end;
  end.server_disconnected = true;
  end.cause = Cause::server_disconnected;
  end.reason_code = 0x8B;
  end.code = 1000;
  end.properties = {0x1F, 0, 1, 'x'};
  const model::LogEntry entry = entry_of(end);
  EXPECT_EQ(entry.kind, LogKind::server_disconnected);
  EXPECT_EQ(entry.code, 0x8B);
  EXPECT_EQ(entry.properties.size(), 4U);
  Decision again;
  EXPECT_EQ(entry_of(again, end).kind, LogKind::reconnecting);
  EXPECT_EQ(entry_of(again, end).code, 0x8B) << "not the WebSocket's code";
  EXPECT_EQ(entry_of(again, end).cause, Cause::server_disconnected);
}

TEST(JournalTest, WhereTheBrokerSendsTheClientIsKept) {
  End end;
  end.server_disconnected = true;
  end.reason_code = 0x9C;
  end.properties = {0x1C, 0, 2, 'h', 'i'};
  Decision stop;
  stop.what = Decision::What::stop;
  const model::LogEntry entry = entry_of(stop, end);
  EXPECT_EQ(entry.kind, LogKind::stopped);
  EXPECT_EQ(entry.code, 0x9C);
  EXPECT_EQ(entry.text, "hi");
}

}  // namespace
}  // namespace app
