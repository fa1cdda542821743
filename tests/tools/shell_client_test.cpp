#include "tools/shell_client.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>

#include "support/fake_native.h"

namespace tools {
namespace {

using support::hex_of;
using support::message_of;

struct ShellClientTest : testing::Test {
  support::FakeNetwork network;
  std::unique_ptr<ShellClient> shell;
  std::int64_t now = 0;
  bool going_on = false;

  void start(Command command, std::initializer_list<std::string_view> arguments, std::string_view payload = "") {
    ClientOptions options;
    options.command = command;
    std::string wrong;
    const std::vector<std::string_view> list(arguments);
    ASSERT_TRUE(read_options(list, options, wrong)) << wrong;
    shell = std::make_unique<ShellClient>(options, std::vector<std::uint8_t>(payload.begin(), payload.end()),
                                          network.maker());
    going_on = shell->start(now);
    if (going_on) {
      network.last().accept();
      poll();
    }
  }
  void pub(std::initializer_list<std::string_view> arguments, std::string_view payload = "") {
    start(Command::pub, arguments, payload);
  }
  void sub(std::initializer_list<std::string_view> arguments) { start(Command::sub, arguments); }
  void poll() {
    if (going_on) going_on = shell->poll(now);
  }
  void hear(std::string_view hex) {
    network.last().data(message_of(hex));
    poll();
  }
  std::string last_sent() { return hex_of(network.last().sent.back()); }
  int end() {
    EXPECT_FALSE(going_on) << "it goes on";
    return shell->exit_code();
  }
};

TEST_F(ShellClientTest, PubWithQos0SendsAndEnds) {
  pub({"-i", "c", "-t", "a", "-m", "x"}, "x");
  hear("20020000");
  EXPECT_EQ(end(), kDone);
  EXPECT_EQ(hex_of(network.last().sent.at(1)),
            "300400016178"
            "e000");
  EXPECT_EQ(shell->err, "");
}

TEST_F(ShellClientTest, PubWithQos1WaitsForEachAcknowledgement) {
  pub({"-i", "c", "-t", "a", "-n", "-q", "1", "--repeat", "2"});
  hear("20020000");
  EXPECT_EQ(last_sent(),
            "32050001610001"
            "32050001610002");
  hear("40020001");
  EXPECT_TRUE(going_on);
  hear("40020002");
  EXPECT_EQ(end(), kDone);
  EXPECT_EQ(last_sent(), "e000");
}

TEST_F(ShellClientTest, PubThatTheBrokerRefusesEndsWith5) {
  pub({"-i", "c", "-t", "a", "-n", "-q", "1", "-V", "5"});
  hear("2003000000");
  hear("4003000187");
  EXPECT_EQ(end(), kRejected);
  EXPECT_EQ(shell->err, "mqtt_client: the broker refused the message: Not authorized (135)\n");
}

TEST_F(ShellClientTest, PubAboveWhatTheServerTakesEndsWith5) {
  pub({"-i", "c", "-t", "a", "-n", "-q", "2", "-V", "5"});
  hear(
      "2005000002"
      "2400");
  EXPECT_EQ(end(), kRejected);
  EXPECT_NE(shell->err, "");
}

TEST_F(ShellClientTest, PubKeepsToWhatTheTransportTakes) {
  pub({"-i", "c", "-t", "a", "-n", "--repeat", "3"});
  network.last().backlog = Client::kMaxBuffered;
  hear("20020000");
  EXPECT_EQ(network.last().sent.size(), 1u);
  network.last().backlog = 0;
  poll();
  EXPECT_EQ(end(), kDone);
  EXPECT_EQ(hex_of(network.last().sent.at(1)),
            "3003000161"
            "3003000161"
            "3003000161"
            "e000");
}

TEST_F(ShellClientTest, WhatMqttForbidsIsFoundBeforeAnythingIsSent) {
  pub({"-t", "a/#", "-n"});
  EXPECT_EQ(end(), kUsage);
  sub({"-t", "a#"});
  EXPECT_EQ(end(), kUsage);
  sub({"-t", "a", "-P", "x"});
  EXPECT_EQ(end(), kUsage);
  sub({"-t", "a", "-V", "5", "--receive-maximum", "0"});
  EXPECT_EQ(end(), kUsage);
  EXPECT_TRUE(network.transports.empty());
}

TEST_F(ShellClientTest, RefusedByConnackEndsWith3) {
  sub({"-i", "c", "-t", "a"});
  hear("20020005");
  EXPECT_EQ(end(), kRefused);
  EXPECT_NE(shell->err.find("the broker refused: "), std::string::npos);
}

TEST_F(ShellClientTest, NoConnectionEndsWith2) {
  ClientOptions options;
  sub({"-i", "c", "-t", "a"});
  network.last().close_by_peer(1006, "Connection refused");
  poll();
  EXPECT_EQ(end(), kNotConnected);
  EXPECT_EQ(shell->err, "mqtt_client: could not connect\nmqtt_client: Connection refused\n");
}

TEST_F(ShellClientTest, NoConnackInTimeEndsWith2) {
  sub({"-i", "c", "-t", "a", "--connect-timeout", "3"});
  EXPECT_EQ(shell->next_deadline(), 3000);
  now = 3000;
  poll();
  EXPECT_EQ(end(), kNotConnected);
}

TEST_F(ShellClientTest, ALostConnectionAndAnErrorEndWith4) {
  sub({"-i", "c", "-t", "a"});
  hear("20020000");
  network.last().close_by_peer();
  poll();
  EXPECT_EQ(end(), kLost);
  sub({"-i", "c", "-t", "a"});
  hear("20020000");
  hear("f000");
  EXPECT_EQ(end(), kLost);
}

TEST_F(ShellClientTest, TheServersDisconnectEndsWith4AndTellsWhy) {
  sub({"-i", "c", "-t", "a", "-V", "5"});
  hear("2003000000");
  hear("e007 8b 05 1f 0002 6279");
  EXPECT_EQ(end(), kLost);
  EXPECT_EQ(shell->err, "mqtt_client: the broker disconnected: Server shutting down (139), by\n");
}

TEST_F(ShellClientTest, AChallengeCannotBeAnswered) {
  sub({"-i", "c", "-t", "a", "-V", "5", "--authentication-method", "m"});
  hear("f006 18 04 15 00016d");
  EXPECT_EQ(end(), kLost);
}

TEST_F(ShellClientTest, SubPrintsAndEndsAfterItsCount) {
  sub({"-i", "c", "-t", "a", "-q", "1", "-C", "2"});
  hear("20020000");
  EXPECT_EQ(last_sent(), "8206000100016101");
  hear("9003000101");
  hear("30050001616869");
  EXPECT_EQ(shell->out, "hi\n");
  hear("3206 000161 0005 78");
  EXPECT_EQ(end(), kDone);
  EXPECT_EQ(shell->out, "hi\nx\n");
  EXPECT_EQ(last_sent(),
            "40020005"
            "e000");
}

TEST_F(ShellClientTest, SubPrintsTheTopicOrNoLineFeedOrJson) {
  sub({"-i", "c", "-t", "a", "-v"});
  hear("20020000");
  hear("3004 000161 78");
  EXPECT_EQ(shell->out, "a x\n");
  sub({"-i", "c", "-t", "a", "-N"});
  hear("20020000");
  hear("3004 000161 78");
  EXPECT_EQ(shell->out, "x");
  sub({"-i", "c", "-t", "a", "--json"});
  hear("20020000");
  hear("3004 000161 78");
  EXPECT_EQ(shell->out, R"({"event":"received","topic":"a","payload":{"hex":"78"},"qos":0,"retain":false,"dup":false})"
                        "\n");
}

TEST_F(ShellClientTest, ASubscriptionThatIsRefusedEndsWith5) {
  sub({"-i", "c", "-t", "a"});
  hear("20020000");
  hear("9003000180");
  EXPECT_EQ(end(), kRejected);
}

TEST_F(ShellClientTest, OneOfTwoRefusedGoesOnAndEndsWith5) {
  sub({"-i", "c", "-t", "a", "-t", "b", "-C", "1"});
  hear("20020000");
  hear("900400018000");
  EXPECT_TRUE(going_on);
  hear("3003000162");
  EXPECT_EQ(end(), kRejected);
}

TEST_F(ShellClientTest, TheTimeoutEndsWith6AndSaysGoodbye) {
  sub({"-i", "c", "-t", "a", "-W", "5"});
  hear("20020000");
  hear("9003000100");
  EXPECT_EQ(shell->next_deadline(), 5000);
  now = 5000;
  poll();
  EXPECT_EQ(end(), kTimeout);
  EXPECT_EQ(last_sent(), "e000");
}

TEST_F(ShellClientTest, AnInterruptSaysGoodbye) {
  sub({"-i", "c", "-t", "a"});
  hear("20020000");
  shell->interrupt(now);
  poll();
  EXPECT_EQ(end(), kDone);
  EXPECT_EQ(last_sent(), "e000");
  pub({"-i", "c", "-t", "a", "-n", "-q", "1"});
  hear("20020000");
  shell->interrupt(now);
  poll();
  EXPECT_EQ(end(), kLost);
}

TEST_F(ShellClientTest, ASessionThatTheServerKeptIsTakenOver) {
  sub({"-i", "c", "-t", "a", "-c", "-V", "5"});
  hear("2003010000");
  EXPECT_TRUE(going_on);
}

TEST_F(ShellClientTest, AliasesOnlyWhenAsked) {
  for (const bool asked : {false, true}) {
    if (asked) {
      pub({"-i", "c", "-t", "abcdef", "-n", "-V", "5", "--repeat", "2", "--automatic-topic-alias"});
    } else {
      pub({"-i", "c", "-t", "abcdef", "-n", "-V", "5", "--repeat", "2"});
    }
    hear("200600000322000a");
    EXPECT_EQ(end(), kDone);
    const std::string sent = hex_of(network.last().sent.at(1));
    EXPECT_EQ(sent.find("230001") != std::string::npos, asked) << sent;
  }
}

TEST_F(ShellClientTest, DebugNamesPacketsAndNoBytes) {
  sub({"-i", "c", "-t", "a", "-d", "-u", "u", "-P", "secret"});
  hear("20020000");
  EXPECT_NE(shell->err.find("mqtt_client: sent CONNECT, 26 bytes\n"), std::string::npos) << shell->err;
  EXPECT_EQ(shell->err.find("secret"), std::string::npos);
  EXPECT_EQ(shell->err.find("736563726574"), std::string::npos);
}

TEST_F(ShellClientTest, DisconnectTakesItsProperties) {
  pub({"-i", "c", "-t", "a", "-n", "-V", "5", "-D", "disconnect", "reason-string", "by"});
  hear("2003000000");
  EXPECT_EQ(end(), kDone);
  EXPECT_TRUE(last_sent().ends_with("e00700051f00026279")) << last_sent();
}

TEST_F(ShellClientTest, ADisconnectThatIsNotAllowedIsReplacedByAPlainOne) {
  pub({"-i", "c", "-t", "a", "-n", "-V", "5", "-D", "disconnect", "session-expiry-interval", "9"});
  hear("2003000000");
  EXPECT_EQ(end(), kDone);
  EXPECT_TRUE(last_sent().ends_with("e000")) << last_sent();
  EXPECT_NE(shell->err, "");
}

TEST_F(ShellClientTest, WhatTheServerSaysDoesNotSteerTheTerminal) {
  sub({"-i", "c", "-t", "a", "-V", "5"});
  hear("2003000000");
  hear("e00a 8b 08 1f 0005 1b5b324a7f");
  EXPECT_EQ(end(), kLost);
  EXPECT_EQ(shell->err, "mqtt_client: the broker disconnected: Server shutting down (139), ?[2J?\n");
}

}  // namespace
}  // namespace tools
