#include "tools/drive.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/fake_native.h"

namespace tools {
namespace {

using support::hex_of;
using support::message_of;
using List = std::vector<std::string>;

struct DriveTest : testing::Test {
  support::FakeNetwork network;
  Drive drive{network.maker()};
  std::int64_t now = 0;

  // What the line brings about at once, without the packets.
  List tell(std::string_view line) {
    drive.take_line(line, now);
    return told();
  }
  List told() {
    drive.poll(now);
    List lines;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = drive.out.find('\n', begin)) != std::string::npos; begin = end + 1) {
      const std::string line = drive.out.substr(begin, end - begin);
      if (line.starts_with(R"({"event":"packet_)")) {
        packets.push_back(line);
      } else {
        lines.push_back(line);
      }
    }
    EXPECT_EQ(begin, drive.out.size()) << "half a line";
    drive.out.clear();
    return lines;
  }
  List hear(std::string_view hex) {
    network.last().data(message_of(hex));
    return told();
  }
  std::string sent(std::size_t at) { return at < network.last().sent.size() ? hex_of(network.last().sent[at]) : ""; }
  void connect(std::string_view more = "", std::string_view connack = "20020000") {
    const List nothing =
        tell(R"({"op":"connect","host":"h","port":1,"clientId":"c","keepalive":0)" + std::string(more) + "}");
    ASSERT_EQ(nothing, List{});
    network.last().accept();
    ASSERT_EQ(told(), List{});
    const List answer = hear(connack);
    ASSERT_EQ(answer.size(), 1u);
    ASSERT_TRUE(answer[0].starts_with(R"({"event":"connected")")) << answer[0];
  }

  List packets;
};

TEST_F(DriveTest, EachRequestsIdComesBackInTheEventThatSettlesIt) {
  EXPECT_EQ(tell(R"({"op":"connect","id":1,"host":"h","port":1,"clientId":"c","keepalive":0})"), List{});
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_EQ(sent(0), "100d00044d51545404020000000163");
  EXPECT_EQ(hear("20020000"),
            List{R"({"event":"connected","id":1,"sessionPresent":false,"reasonCode":0,"clientId":"c"})"});
  EXPECT_EQ(tell(R"({"op":"subscribe","id":"s","subscriptions":[{"topic":"a","qos":1},{"topic":"b"}]})"), List{});
  EXPECT_EQ(
      hear("9004 0001 0180"),
      List{R"({"event":"subscribed","id":"s","messageId":1,"outcome":"done","topics":["a","b"],"granted":[1,128]})"});
  EXPECT_EQ(tell(R"({"op":"publish","id":{"n":[1,null]},"topic":"a","payload":"x","qos":1})"), List{});
  EXPECT_EQ(hear("4002 0002"), List{R"({"event":"published","id":{"n":[1,null]},"outcome":"done","reasonCode":0})"});
  EXPECT_EQ(tell(R"({"op":"publish","id":0,"topic":"a","payload":{"hex":"00ff"}})"),
            List{R"({"event":"published","id":0,"outcome":"done","reasonCode":0})"});
  EXPECT_EQ(network.last().sent.back(), message_of("3005 000161 00ff"));
  EXPECT_EQ(tell(R"({"op":"unsubscribe","id":"u","unsubscriptions":["a"]})"), List{});
  EXPECT_EQ(hear("b002 0003"),
            List{R"({"event":"unsubscribed","id":"u","messageId":3,"outcome":"done","topics":["a"],"granted":[0]})"});
  EXPECT_EQ(tell(R"({"op":"disconnect","id":9})"),
            (List{R"({"event":"ended","id":9,"ending":"disconnected"})",
                  R"({"event":"closed","by":"local","opened":true,"reason":"disconnected"})"}));
  EXPECT_EQ(network.last().sent.back(), message_of("e000"));
}

TEST_F(DriveTest, EachPacketIsToldWithItsBytes) {
  connect();
  tell(R"({"op":"publish","topic":"a"})");
  EXPECT_EQ(packets, (List{R"({"event":"packet_sent","packet":"connect","hex":"100d00044d51545404020000000163"})",
                           R"({"event":"packet_received","packet":"connack","hex":"20020000"})",
                           R"({"event":"packet_sent","packet":"publish","hex":"3003000161"})"}));
}

TEST_F(DriveTest, AMessageWithAllThatItHas) {
  connect(R"(,"version":5)", "2003000000");
  EXPECT_EQ(
      hear("3b13 000161 0007 0b 03000174 26 000161 000162 ff00"),
      List{R"({"event":"received","topic":"a","payload":{"hex":"ff00"},"qos":1,"retain":true,"dup":true,"messageId":7,)"
           R"("properties":{"contentType":"t","userProperties":[["a","b"]]}})"});
  EXPECT_EQ(network.last().sent.back(), message_of("40020007"));
}

TEST_F(DriveTest, ARefusedConnectionIsToldAndIsOver) {
  EXPECT_EQ(tell(R"({"op":"connect","id":1,"port":1,"version":5,"clientId":"c"})"), List{});
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_EQ(hear("2008 0087 05 1f 0002 6e6f"),
            (List{R"({"event":"refused","id":1,"reasonCode":135,"properties":{"reasonString":"no"}})",
                  R"({"event":"ended","ending":"refused"})",
                  R"({"event":"closed","by":"local","opened":true,"reason":"refused"})"}));
}

TEST_F(DriveTest, AConnectionThatDoesNotComeAbout) {
  EXPECT_EQ(tell(R"({"op":"connect","id":1,"port":1,"clientId":"c"})"), List{});
  network.last().close_by_peer(1006, "Connection refused");
  EXPECT_EQ(
      told(),
      (List{
          R"({"event":"ended","id":1,"ending":"connection_lost"})",
          R"({"event":"closed","by":"peer","opened":false,"reason":"Connection refused","clean":false,"code":1006})"}));
}

TEST_F(DriveTest, CloseCutsTheTransportAndSendsNothing) {
  connect();
  EXPECT_EQ(tell(R"({"op":"close","id":"x"})"),
            (List{R"({"event":"ended","ending":"connection_lost"})",
                  R"({"event":"closed","id":"x","by":"local","opened":true,"reason":"closed"})"}));
  EXPECT_EQ(network.last().sent.size(), 1u);
}

TEST_F(DriveTest, AResumedSessionSendsAgainWithDup) {
  connect(R"(,"clean":false)");
  EXPECT_EQ(tell(R"({"op":"publish","id":"p","topic":"a","qos":1})"), List{});
  EXPECT_EQ(sent(1), "32050001610001");
  tell(R"({"op":"close"})");
  connect(R"(,"clean":false)", "20020100");
  EXPECT_EQ(sent(1), "3a050001610001");
  EXPECT_EQ(hear("40020001"), List{R"({"event":"published","id":"p","outcome":"done","reasonCode":0})"});
}

TEST_F(DriveTest, WhatALostSessionLeavesUnsettledIsUnknown) {
  connect(R"(,"clean":false)");
  EXPECT_EQ(tell(R"({"op":"publish","id":"p","topic":"a","qos":2})"), List{});
  EXPECT_EQ(tell(R"({"op":"subscribe","id":"s","subscriptions":[{"topic":"a"}]})"), List{});
  network.last().close_by_peer();
  EXPECT_EQ(told().front(), R"({"event":"subscribed","id":"s","messageId":2,"outcome":"unknown","topics":["a"]})");
  EXPECT_EQ(tell(R"({"op":"connect","port":1,"clientId":"c"})"),
            List{R"({"event":"published","id":"p","outcome":"unknown"})"});
}

TEST_F(DriveTest, AWrongLineIsAnsweredAndTheNextOneTaken) {
  const auto error = [&](std::string_view line) {
    const List answer = tell(line);
    return answer.size() == 1 && answer[0].starts_with(R"({"event":"error")") ? answer[0] : "no error";
  };
  EXPECT_NE(error("nonsense").find(R"("kind":"input")"), std::string::npos);
  EXPECT_NE(error("[]").find(R"("kind":"input")"), std::string::npos);
  EXPECT_NE(error(R"({"id":5})").find(R"({"event":"error","id":5,"error":{"kind":"input","reason":"missing_field")"),
            std::string::npos);
  EXPECT_NE(error(R"({"op":"dance"})").find(R"("reason":"wrong_value")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect","port":1,"colour":1})").find(R"("reason":"unknown_field")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect","port":70000})").find(R"("field":"port")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect"})").find(R"("reason":"missing_field")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect","port":1,"version":6})").find(R"("field":"version")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect","port":1,"transport":"udp"})").find(R"("field":"transport")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"connect","port":1,"path":"/a b"})").find(R"("field":"path")"), std::string::npos);
  EXPECT_NE(error(R"({"op":"publish","topic":"a","messageId":1})").find(R"("reason":"unknown_field")"),
            std::string::npos);
  EXPECT_NE(error(R"({"op":"publish","id":1,"id":2,"topic":"a"})").find(R"("reason":"repeated_field")"),
            std::string::npos);
  EXPECT_EQ(tell("  \t"), List{});
  EXPECT_TRUE(network.transports.empty());
  connect();
}

TEST_F(DriveTest, ARefusedCommandIsAnsweredWithItsError) {
  const auto reason = [&](std::string_view line) {
    const List answer = tell(line);
    if (answer.size() != 1 || !answer[0].starts_with(R"({"event":"error","id":1,"error":{"kind":"local","reason":")"))
      return answer.empty() ? std::string("nothing") : answer[0];
    const std::size_t begin = answer[0].find("reason") + 9;
    return answer[0].substr(begin, answer[0].find('"', begin) - begin);
  };
  EXPECT_EQ(reason(R"({"op":"publish","id":1,"topic":"a"})"), "not_connected");
  EXPECT_EQ(reason(R"({"op":"subscribe","id":1,"subscriptions":[{"topic":"a"}]})"), "not_connected");
  EXPECT_EQ(reason(R"({"op":"disconnect","id":1})"), "not_connected");
  EXPECT_EQ(reason(R"({"op":"close","id":1})"), "not_connected");
  EXPECT_EQ(reason(R"({"op":"connect","id":1,"port":1,"password":"x"})"), "password_without_user_name");
  EXPECT_TRUE(network.transports.empty());
  connect();
  EXPECT_EQ(reason(R"({"op":"connect","id":1,"port":1})"), "already_connected");
  EXPECT_EQ(reason(R"({"op":"publish","id":1,"topic":"a/#"})"), "wildcard_in_topic_name");
  EXPECT_EQ(reason(R"({"op":"publish","id":1,"topic":"a","qos":3})"), "invalid_qos");
  EXPECT_EQ(reason(R"({"op":"auth","id":1,"reasonCode":25})"), "needs_mqtt_5");
  EXPECT_EQ(reason(R"({"op":"subscribe","id":1,"subscriptions":[]})"), "empty_list");
}

TEST_F(DriveTest, WhileConnectingQos1WaitsAndQos0IsRefused) {
  EXPECT_EQ(tell(R"({"op":"connect","id":0,"port":1,"clientId":"c"})"), List{});
  EXPECT_EQ(tell(R"({"op":"publish","id":1,"topic":"a","qos":1})"), List{});
  EXPECT_NE(tell(R"({"op":"publish","id":2,"topic":"a"})").at(0).find("not_connected"), std::string::npos);
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_EQ(hear("20020000").size(), 1u);
  EXPECT_EQ(sent(1), "32050001610001");
}

TEST_F(DriveTest, TheServersDisconnectAndAuth) {
  connect(R"(,"version":5,"properties":{"authenticationMethod":"m"})", "2007 0000 04 15 00016d");
  EXPECT_EQ(
      tell(
          R"({"op":"auth","id":"re","reasonCode":25,"properties":{"authenticationMethod":"m","authenticationData":{"hex":"01"}}})"),
      List{});
  EXPECT_EQ(network.last().sent.back(), message_of("f00a 19 08 15 00016d 16 000101"));
  EXPECT_EQ(hear("f006 18 04 15 00016d"),
            List{R"({"event":"auth_received","id":"re","reasonCode":24,"properties":{"authenticationMethod":"m"}})"});
  EXPECT_EQ(hear("e001 8b"), (List{R"({"event":"server_disconnected","reasonCode":139})",
                                   R"({"event":"ended","ending":"server_disconnected"})",
                                   R"({"event":"closed","by":"local","opened":true,"reason":"server_disconnected"})"}));
}

TEST_F(DriveTest, ConnackEndsAnExchangeOfAuth) {
  EXPECT_EQ(tell(R"({"op":"connect","id":1,"port":1,"clientId":"c","version":5,"properties":{"authenticationMethod":"m"}})"),
            List{});
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_EQ(hear("f006 18 04 15 00016d").size(), 1u);
  EXPECT_EQ(tell(R"({"op":"auth","id":2,"reasonCode":24,"properties":{"authenticationMethod":"m"}})"), List{});
  const List lines = hear("2007 0000 04 15 00016d");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].starts_with(R"({"event":"connected","id":1)")) << lines[0];
  EXPECT_EQ(lines[1], R"({"event":"auth_ended","id":2,"accepted":true})");
}

TEST_F(DriveTest, AKeptSessionSettlesWhatItHoldsWhenTheInputEnds) {
  EXPECT_EQ(tell(R"({"op":"connect","id":0,"port":1,"clientId":"c","clean":false})"), List{});
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_EQ(hear("20020000").size(), 1u);
  EXPECT_EQ(tell(R"({"op":"publish","id":1,"topic":"a","qos":1})"), List{});
  EXPECT_EQ(tell(R"({"op":"close"})").size(), 2u);
  EXPECT_EQ(tell(R"({"op":"publish","id":2,"topic":"a","qos":1})"), List{});
  drive.end_input(now);
  const List lines = told();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], R"({"event":"published","id":1,"outcome":"unknown"})");
  EXPECT_EQ(lines[1], R"({"event":"published","id":2,"outcome":"not_sent"})");
}

TEST_F(DriveTest, AFailureIsToldWithItsErrorAndEnds) {
  connect();
  const List told_of = hear("f000");
  ASSERT_EQ(told_of.size(), 3u);
  EXPECT_TRUE(told_of[0].starts_with(R"({"event":"failed","error":{"kind":"peer","reason":")")) << told_of[0];
  EXPECT_EQ(told_of[1], R"({"event":"ended","ending":"failed"})");
  EXPECT_EQ(told_of[2], R"({"event":"closed","by":"local","opened":true,"reason":"failed"})");
}

TEST_F(DriveTest, WhatTheEndLeavesUnansweredIsAnsweredWithAnError) {
  EXPECT_EQ(tell(R"({"op":"connect","id":1,"port":1,"clientId":"c"})"), List{});
  const List lines = tell(R"({"op":"disconnect","id":2})");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[0].starts_with(R"({"event":"error","id":1,"error":{"kind":"local","reason":"not_connected")"));
  EXPECT_EQ(lines[1], R"({"event":"ended","id":2,"ending":"disconnected"})");
}

TEST_F(DriveTest, NothingIsSentThatWasNotAsked) {
  connect(R"(,"version":5)", "200600000322000a");  // ten topic aliases are allowed
  tell(R"({"op":"publish","topic":"a"})");
  tell(R"({"op":"publish","topic":"a"})");
  EXPECT_EQ(sent(0), "100e00044d5154540502000000000163");
  EXPECT_EQ(sent(1), "300400016100");
  EXPECT_EQ(sent(2), "300400016100");
}

TEST_F(DriveTest, ASessionThatOnlyTheServerKnowsIsNotTakenOver) {
  EXPECT_EQ(tell(R"({"op":"connect","port":1,"clientId":"c","version":5,"clean":false})"), List{});
  network.last().accept();
  EXPECT_EQ(told(), List{});
  EXPECT_NE(hear("2003010000").at(0).find("unexpected_session_present"), std::string::npos);
}

TEST_F(DriveTest, AtTheEndOfTheInputWhatIsUnderWayIsWaitedFor) {
  connect();
  EXPECT_EQ(tell(R"({"op":"publish","topic":"a","qos":1})"), List{});
  drive.end_input(now);
  EXPECT_EQ(told(), List{});
  EXPECT_FALSE(drive.over());
  EXPECT_EQ(drive.next_deadline(), Drive::kGraceMs);
  const List lines = hear("40020001");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], R"({"event":"ended","ending":"disconnected"})");
  EXPECT_EQ(network.last().sent.back(), message_of("e000"));
  EXPECT_TRUE(drive.over());
}

TEST_F(DriveTest, AtTheEndOfTheInputTheWaitHasAnEnd) {
  connect();
  EXPECT_EQ(tell(R"({"op":"publish","topic":"a","qos":1})"), List{});
  drive.end_input(now);
  now += Drive::kGraceMs - 1;
  EXPECT_EQ(told(), List{});
  ++now;
  const List lines = told();
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0], R"({"event":"published","outcome":"unknown"})");
  EXPECT_EQ(lines[1], R"({"event":"ended","ending":"disconnected"})");
  EXPECT_TRUE(drive.over());
}

TEST_F(DriveTest, WithoutAConnectionTheEndIsAtOnce) {
  drive.end_input(now);
  EXPECT_EQ(told(), List{});
  EXPECT_TRUE(drive.over());
}

}  // namespace
}  // namespace tools
