#include "app/refusal.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using mqtt::PacketType;

TEST(RefusalTest, BeforeMqtt5OnlyAnUnavailableServerPasses) {
  for (int code = 1; code <= 5; ++code) EXPECT_EQ(passes(PacketType::connack, static_cast<std::uint8_t>(code)), code == 3) << code;
}

TEST(RefusalTest, AWrongLoginIsNotTriedAgain) {
  for (const int code : {0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x90, 0x95, 0x99, 0x9A, 0x9B, 0x9C, 0x9D})
    EXPECT_FALSE(passes(PacketType::connack, static_cast<std::uint8_t>(code))) << code;
}

TEST(RefusalTest, ABusyServerIsTriedAgain) {
  for (const int code : {0x80, 0x88, 0x89, 0x97, 0x9F}) EXPECT_TRUE(passes(PacketType::connack, static_cast<std::uint8_t>(code))) << code;
  for (const int code : {0x00, 0x80, 0x89, 0x8B, 0x8D, 0x93, 0x96, 0x97, 0x98, 0x9F, 0xA0})
    EXPECT_TRUE(passes(PacketType::disconnect, static_cast<std::uint8_t>(code))) << code;
}

// Pitfall 24: two tabs with one client id would throw each other out for ever.
TEST(RefusalTest, ATakenOverSessionIsNotTakenBack) { EXPECT_FALSE(passes(PacketType::disconnect, 0x8E)); }

TEST(RefusalTest, WhatWouldOnlyHappenAgainIsNotTriedAgain) {
  for (const int code : {0x87, 0x8A, 0x8C, 0x8F, 0x9C, 0x9D, 0x9E, 0xA1, 0xA2})
    EXPECT_FALSE(passes(PacketType::disconnect, static_cast<std::uint8_t>(code))) << code;
}

}  // namespace
}  // namespace app
