#include "uiot/topics.h"

#include <gtest/gtest.h>

#include <string>

namespace uiot {
namespace {

constexpr std::string_view kProduct = "gk3bus4cqyps5xq8", kDevice = "dev_1";

// `P` and `D` as levels stand for the serials.
std::string with_serials(std::string_view topic) {
  std::string out;
  for (std::size_t i = 0; i < topic.size(); ++i) {
    const bool alone = i > 0 && topic[i - 1] == '/' && (i + 1 == topic.size() || topic[i + 1] == '/');
    if (alone && topic[i] == 'P') {
      out += kProduct;
    } else if (alone && topic[i] == 'D') {
      out += kDevice;
    } else {
      out += topic[i];
    }
  }
  return out;
}

void expect_own(std::string_view topic, Sender sender) {
  const TopicClass made = classify(with_serials(topic), kProduct, kDevice);
  EXPECT_TRUE(made.own) << topic;
  EXPECT_EQ(made.sender, sender) << topic;
}

void expect_foreign(std::string_view topic) {
  EXPECT_FALSE(classify(with_serials(topic), kProduct, kDevice).own) << topic;
}

TEST(Topics, CustomTopicsOfANewProduct) {
  expect_own("/P/D/upload", Sender::device);
  expect_own("/P/D/upload/event", Sender::device);
  expect_own("/P/D/upload/#", Sender::device);
  expect_own("/P/D/set", Sender::platform);
}

TEST(Topics, OtherCustomTopicsMayGoEitherWay) {
  for (const std::string_view topic :
       {"/P/D/mine", "/P/D/settings", "/P/D/uploads", "/P/D/set/more", "/P/D/#", "/P/D/+", "/P/D/"})
    expect_own(topic, Sender::unknown);
}

TEST(Topics, ParseSuffixIsForPublishing) {
  expect_own("/P/D/upload?parse=true", Sender::device);
  expect_own("/P/D/mine?parse=true", Sender::device);
  expect_own("/P/D/set?parse=true", Sender::platform);
  expect_own("/P/D/mine?parse=false", Sender::unknown);
}

TEST(Topics, BroadcastsComeFromThePlatform) {
  expect_own("/P/$broadcast/x", Sender::platform);
  expect_own("/P/$broadcast/#", Sender::platform);
  expect_foreign("/P/$broadcast");
  expect_foreign("/other/$broadcast/x");
}

TEST(Topics, SystemTopicsHaveTheDirectionOfTheCatalogue) {
  expect_own("/$system/P/D/password", Sender::device);
  expect_own("/$system/P/D/password_reply", Sender::platform);
  expect_own("/$system/P/D/tmodel/property/post", Sender::device);
  expect_own("/$system/P/D/tmodel/property/set", Sender::platform);
  expect_own("/$system/P/D/tmodel/property/set_reply", Sender::device);
  expect_own("/$system/P/D/tmodel/command", Sender::platform);
  expect_own("/$system/P/D/tmodel/command_reply/4711", Sender::device);
  expect_own("/$system/P/D/subdev/topo/notify/add", Sender::platform);
  expect_own("/$system/P/D/rrpc/request/1", Sender::platform);
  expect_own("/$system/P/D/rrpc/response/1", Sender::device);
  expect_own("/$system/P/D/nowhere", Sender::unknown);
  expect_own("/$system/P/D/rrpc/request/1/2", Sender::unknown);
}

TEST(Topics, EveryRowOfTheCatalogueClassifiesAsItself) {
  ASSERT_EQ(system_topic_count(), 45u);
  for (std::size_t i = 0; i < system_topic_count(); ++i)
    expect_own("/$system/P/D/" + std::string(system_topic(i).suffix), system_topic(i).sender);
}

TEST(Topics, RepliesComeFromTheOtherSide) {
  for (std::size_t i = 0; i + 1 < system_topic_count(); ++i) {
    const std::string reply = std::string(system_topic(i).suffix) + "_reply";
    if (system_topic(i + 1).suffix != reply) continue;
    EXPECT_NE(system_topic(i).sender, system_topic(i + 1).sender) << reply;
  }
}

TEST(Topics, AFilterHasASenderOnlyWhenAllItsMatchesAgree) {
  expect_own("/$system/P/D/#", Sender::unknown);
  expect_own("/$system/P/D/shadow/+", Sender::unknown);
  expect_own("/$system/P/D/ota/#", Sender::unknown);
  expect_own("/$system/P/D/rrpc/request/+", Sender::platform);
  expect_own("/$system/P/D/rrpc/request/#", Sender::platform);
  expect_own("/$system/P/D/rrpc/+/7", Sender::unknown);
  expect_own("/$system/P/D/subdev/topo/notify/+", Sender::platform);
  expect_own("/$system/P/D/tmodel/command_reply/#", Sender::device);
  expect_own("/$system/P/D/tmodel/command/#", Sender::platform);
}

TEST(Topics, WhatIsNotTheDevicesIsForeign) {
  for (const std::string_view topic : {"",
                                       "/",
                                       "a",
                                       "#",
                                       "+/+/#",
                                       "/#",
                                       "/P",
                                       "/P/",
                                       "/P/D",
                                       "/P/+/set",
                                       "/+/D/set",
                                       "/P/other/set",
                                       "/other/D/set",
                                       "P/D/set",
                                       "//P/D/set",
                                       "/P/D2/set",
                                       "/Px/D/set",
                                       "/$system/P/D",
                                       "/$system/P/other/password",
                                       "/$system/+/D/password",
                                       "/$system/#",
                                       "$system/P/D/password",
                                       "/$systemP/D/password",
                                       "/$system/P/$broadcast/x",
                                       "/P/d/set"})
    expect_foreign(topic);
}

TEST(Topics, WithoutSerialsNothingIsOwn) {
  EXPECT_FALSE(classify("///set", "", "").own);
  EXPECT_FALSE(classify("/p//set", "p", "").own);
  EXPECT_FALSE(classify("//d/set", "", "d").own);
}

TEST(Topics, PresetsFollowTheSerials) {
  EXPECT_EQ(upload_topic(kProduct, kDevice), "/gk3bus4cqyps5xq8/dev_1/upload");
  EXPECT_EQ(set_topic(kProduct, kDevice), "/gk3bus4cqyps5xq8/dev_1/set");
  EXPECT_EQ(upload_topic("", ""), "/{ProductSN}/{DeviceSN}/upload");
  EXPECT_EQ(set_topic("p", ""), "/p/{DeviceSN}/set");
}

}  // namespace
}  // namespace uiot
