#include "tools/client_options.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "tools/client_flags.h"

namespace tools {
namespace {

using mqtt::PropertyId;

struct Read {
  bool ok = false;
  ClientOptions options;
  std::string wrong;
};

Read read(Command command, std::initializer_list<std::string_view> arguments) {
  Read result;
  result.options.command = command;
  const std::vector<std::string_view> list(arguments);
  result.ok = read_options(list, result.options, result.wrong);
  return result;
}
Read pub(std::initializer_list<std::string_view> arguments) { return read(Command::pub, arguments); }
Read sub(std::initializer_list<std::string_view> arguments) { return read(Command::sub, arguments); }

TEST(ClientOptions, TheUsualFewWords) {
  const Read got = pub({"-h", "broker", "-p", "1884", "-t", "a/b", "-m", "hello", "-q", "1", "-r"});
  ASSERT_TRUE(got.ok) << got.wrong;
  EXPECT_EQ(got.options.target.endpoint.host, "broker");
  EXPECT_EQ(got.options.target.endpoint.port, 1884);
  EXPECT_FALSE(got.options.target.websocket);
  EXPECT_EQ(got.options.version, mqtt::Version::v3_1_1);
  EXPECT_EQ(got.options.topics, std::vector<std::string>{"a/b"});
  EXPECT_EQ(got.options.payload, "hello");
  EXPECT_EQ(got.options.source, PayloadSource::text);
  EXPECT_EQ(got.options.qos, mqtt::Qos::at_least_once);
  EXPECT_TRUE(got.options.retain);
}

TEST(ClientOptions, EveryShapeOfAnOption) {
  const Read got = sub({"-vdq2", "--topic=a=b", "-tb", "-V5", "--host", "h", "-cN"});
  ASSERT_TRUE(got.ok) << got.wrong;
  EXPECT_TRUE(got.options.verbose && got.options.debug && got.options.no_newline);
  EXPECT_FALSE(got.options.clean);
  EXPECT_EQ(got.options.qos, mqtt::Qos::exactly_once);
  EXPECT_EQ(got.options.topics, (std::vector<std::string>{"a=b", "b"}));
  EXPECT_EQ(got.options.version, mqtt::Version::v5);
}

TEST(ClientOptions, ThePortFollowsTheTransport) {
  EXPECT_EQ(sub({"-t", "a"}).options.target.endpoint.port, 1883);
  const Read got = sub({"-t", "a", "--transport", "ws", "--path", "/ws?a=b"});
  EXPECT_EQ(got.options.target.endpoint.port, 80);
  EXPECT_EQ(got.options.target.endpoint.path, "/ws?a=b");
  EXPECT_TRUE(got.options.target.websocket);
}

TEST(ClientOptions, AllOfConnect) {
  const Read got = sub({"-t",
                        "a",
                        "-V",
                        "5",
                        "-i",
                        "me",
                        "-k",
                        "0",
                        "-u",
                        "user",
                        "-P",
                        "",
                        "--will-topic",
                        "w",
                        "--will-payload",
                        "gone",
                        "--will-qos",
                        "2",
                        "--will-retain",
                        "--will-delay-interval",
                        "7",
                        "--will-user-property",
                        "a",
                        "1",
                        "--session-expiry-interval",
                        "60",
                        "--connect-user-property",
                        "n",
                        "v",
                        "--user-property",
                        "s",
                        "t"});
  ASSERT_TRUE(got.ok) << got.wrong;
  const mqtt::Connect connect = connect_of(got.options);
  EXPECT_EQ(connect.client_id, "me");
  EXPECT_EQ(connect.keep_alive_s, 0);
  EXPECT_EQ(connect.user_name, "user");
  ASSERT_TRUE(connect.password);
  EXPECT_TRUE(connect.password->empty());
  ASSERT_TRUE(connect.will);
  EXPECT_EQ(connect.will->topic, "w");
  EXPECT_EQ(mqtt::as_text(connect.will->payload), "gone");
  EXPECT_EQ(connect.will->qos, mqtt::Qos::exactly_once);
  EXPECT_TRUE(connect.will->retain);
  EXPECT_EQ(connect.will->properties.number(PropertyId::will_delay_interval, 0), 7u);
  EXPECT_EQ(connect.will->properties.find(PropertyId::user_property)->value, "1");
  EXPECT_EQ(connect.properties.number(PropertyId::session_expiry_interval, 0), 60u);
  EXPECT_EQ(connect.properties.find(PropertyId::user_property)->text, "n");
  EXPECT_EQ(got.options.of(Holder::subscribe).view().find(PropertyId::user_property)->text, "s");
}

TEST(ClientOptions, WithoutAPasswordNoneIsSent) {
  const Read got = sub({"-t", "a", "-u", "user"});
  EXPECT_FALSE(connect_of(got.options).password);
  EXPECT_FALSE(connect_of(sub({"-t", "a"}).options).user_name);
}

TEST(ClientOptions, PropertiesAsOtherToolsTakeThem) {
  const Read got = pub({"-t",
                        "a",
                        "-n",
                        "-V",
                        "mqttv5",
                        "-D",
                        "publish",
                        "content-type",
                        "text/plain",
                        "-D",
                        "connect",
                        "receive-maximum",
                        "3",
                        "-D",
                        "publish",
                        "user-property",
                        "n",
                        "v",
                        "-D",
                        "disconnect",
                        "reason-string",
                        "bye"});
  ASSERT_TRUE(got.ok) << got.wrong;
  EXPECT_EQ(got.options.of(Holder::publish).view().text(PropertyId::content_type), "text/plain");
  EXPECT_EQ(got.options.of(Holder::publish).view().find(PropertyId::user_property)->value, "v");
  EXPECT_EQ(got.options.of(Holder::connect).view().number(PropertyId::receive_maximum, 0), 3u);
  EXPECT_EQ(got.options.of(Holder::disconnect).view().text(PropertyId::reason_string), "bye");
}

TEST(ClientOptions, SubscriptionOptions) {
  const Read got = sub({"-t", "a", "-V", "5", "--no-local", "--retain-as-published", "--retain-handling", "2",
                        "--subscription-identifier", "9", "-C", "3", "-W", "10"});
  ASSERT_TRUE(got.ok) << got.wrong;
  EXPECT_TRUE(got.options.no_local && got.options.retain_as_published);
  EXPECT_EQ(got.options.retain_handling, 2);
  EXPECT_EQ(got.options.of(Holder::subscribe).view().number(PropertyId::subscription_identifier, 0), 9u);
  EXPECT_EQ(got.options.count, 3u);
  EXPECT_EQ(got.options.timeout_s, 10u);
}

TEST(ClientOptions, WhatIsWrongIsNamed) {
  const auto wrong_of = [](const Read& got) { return got.ok ? "nothing was wrong" : got.wrong; };
  EXPECT_EQ(wrong_of(sub({})), "-t is missing: which topic?");
  EXPECT_EQ(wrong_of(pub({"-t", "a"})), "the payload is missing: one of -m, -f, -s, -n and --hex");
  EXPECT_EQ(wrong_of(pub({"-t", "a", "-t", "b", "-n"})), "-t: expected is one topic only");
  EXPECT_EQ(wrong_of(pub({"-t", "a", "-n", "-m", "x"})), "-m: expected is only one of -m, -f, -s, -n and --hex");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-q", "3"})), "-q: expected is a number from 0 to 2");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--port", "0"})), "--port: expected is a number from 1 to 65535");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-V", "6"})), "-V: expected is 3 (MQTT 3.1), 4 (MQTT 3.1.1) or 5");
  EXPECT_EQ(wrong_of(sub({"-t"})), "-t needs a value");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-r"})), "there is no option -r");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--nowhere"})), "there is no option --nowhere");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "b"})), "it is no option: b");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--verbose=yes"})), "--verbose takes no value");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--path", "no"})),
            "--path: expected is a path that begins with /, without blanks");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--no-local"})), "--no-local needs --version 5");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--receive-maximum", "1"})), "--receive-maximum needs --version 5");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--will-qos", "1"})), "a will needs --will-topic");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-P", "x", "--password-file", "f"})), "only one of -P and --password-file");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-D", "subscribe", "content-type", "x"})),
            "-D: subscribe has no property content-type");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-D", "puback", "reason-string", "x"})),
            "-D: expected is connect, will, publish, subscribe or disconnect");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "--user-property", "n"})), "--user-property needs a name and a value");
  EXPECT_EQ(wrong_of(sub({"-t", "a", "-D", "connect"})), "-D needs a packet, a property's name and its value");
}

TEST(ClientOptions, HelpAsksForNothingElse) {
  EXPECT_TRUE(pub({"--help"}).options.help);
  EXPECT_TRUE(pub({"--help"}).ok);
}

TEST(ClientOptions, TheHelpNamesEachOptionAndNoLetterStandsForTwo) {
  for (const Command command : {Command::sub, Command::pub}) {
    const std::string help = option_help(command);
    std::string letters;
    for (const Flag& flag : flags()) {
      const bool ours = (flag.commands & static_cast<unsigned>(command)) != 0;
      if (!ours) continue;
      EXPECT_NE(help.find(std::string("--") + flag.name), std::string::npos) << flag.name;
      if (flag.letter == 0) continue;
      EXPECT_EQ(letters.find(flag.letter), std::string::npos) << flag.letter;
      letters += flag.letter;
    }
  }
}

}  // namespace
}  // namespace tools
