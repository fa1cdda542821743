#include "app/form_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Mark;
using model::Marks;
using model::Toggle;

Form filled_form() {
  Form form = model::default_form();
  apply_text(form, Field::product_sn, "gk3bus4cqyps5xq8");
  apply_text(form, Field::device_sn, "dev_1");
  apply_text(form, Field::device_secret, "0y40abcdbi2rlfx8");
  return form;
}

Form other_form() {
  Form form = model::default_form();
  apply_login(form, LoginKind::other);
  form[Field::address] = "broker.example";
  return form;
}

Form with(Form form, Field field, std::string text) {
  form[field] = std::move(text);
  return form;
}

Mark mark_of(const Form& form, Field field, const FormContext& context = {}) {
  FieldMarks marks;
  check(form, context, marks);
  return marks[static_cast<std::size_t>(field)];
}

struct Row {
  Field field;
  std::string text;
  Level level;
  Complaint complaint;
  std::uint64_t number0 = 0, number1 = 0;
  std::string named = {};
};

void expect_marks(const Form& base, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Mark mark = mark_of(with(base, row.field, row.text), row.field);
    const std::string what = std::to_string(static_cast<int>(row.field)) + " " + row.text.substr(0, 60);
    EXPECT_EQ(mark.level, row.level) << what;
    EXPECT_EQ(mark.complaint, row.complaint) << what;
    EXPECT_EQ(mark.number[0], row.number0) << what;
    EXPECT_EQ(mark.number[1], row.number1) << what;
    EXPECT_EQ(mark.text, row.named) << what;
  }
}

std::vector<Complaint> complaints(const Marks& marks) {
  std::vector<Complaint> all;
  for (const Mark& mark : marks) {
    EXPECT_EQ(mark.level, Level::warning);
    all.push_back(mark.complaint);
  }
  return all;
}

bool can_connect(const Form& form) {
  FieldMarks marks;
  check(form, {}, marks);
  return connect_possible(marks);
}

TEST(FormRules, AnEmptyFormWantsTheSerials) {
  const Form form = model::default_form();
  for (const Field field : {Field::product_sn, Field::device_sn, Field::device_secret}) {
    EXPECT_EQ(mark_of(form, field).level, Level::error);
    EXPECT_EQ(mark_of(form, field).complaint, Complaint::required);
  }
  EXPECT_FALSE(can_connect(form));
}

TEST(FormRules, AFilledFormIsValidThroughout) {
  const Form form = filled_form();
  FieldMarks marks;
  check(form, {}, marks);
  for (const Field field : {Field::address, Field::port, Field::interval_ms, Field::product_sn, Field::device_sn,
                            Field::device_secret, Field::keepalive_s, Field::connect_timeout_s, Field::max_packet_bytes,
                            Field::publish_topic, Field::subscribe_topic})
    EXPECT_EQ(marks[static_cast<std::size_t>(field)].level, Level::valid) << static_cast<int>(field);
  for (const Field field : {Field::client_id, Field::user_name, Field::password, Field::path, Field::subprotocol,
                            Field::publish_message, Field::search})
    EXPECT_EQ(marks[static_cast<std::size_t>(field)].level, Level::none) << static_cast<int>(field);
  EXPECT_TRUE(connect_possible(marks) && publish_possible(marks) && subscribe_possible(marks));
  EXPECT_TRUE(connect_warnings(form, {}).empty());
  EXPECT_TRUE(publish_warnings(form, {}).empty());
  EXPECT_TRUE(subscribe_warnings(form, {}).empty());
}

TEST(FormRules, AddressAndPort) {
  expect_marks(filled_form(),
               {
                   {Field::address, "", Level::error, Complaint::required},
                   {Field::address, "  ", Level::error, Complaint::required},
                   {Field::address, "ws://", Level::error, Complaint::required},
                   {Field::address, "a b", Level::error, Complaint::address_bad_character, 0, 0, " "},
                   {Field::address, "tcp://a", Level::error, Complaint::address_bad_scheme, 0, 0, "tcp"},
                   {Field::address, "wss://host:443/x", Level::valid, Complaint::none},
                   {Field::address, "例子.测试", Level::valid, Complaint::none},
                   {Field::address, "mqtt-cn-sh2.ucloud.cn", Level::warning, Complaint::old_uiot_host, 0, 0,
                    "mqtt-cn-sh2.iot.ucloud.cn"},
                   {Field::port, "", Level::error, Complaint::required},
                   {Field::port, "80x", Level::error, Complaint::not_a_number, 0, 0, "x"},
                   {Field::port, "8温", Level::error, Complaint::not_a_number, 0, 0, "温"},
                   {Field::port, "-1", Level::error, Complaint::not_a_number, 0, 0, "-"},
                   {Field::port, " 80", Level::error, Complaint::not_a_number, 0, 0, " "},
                   {Field::port, "0", Level::error, Complaint::out_of_range, 1, 65'535},
                   {Field::port, "65536", Level::error, Complaint::out_of_range, 1, 65'535},
                   {Field::port, "99999999999999999999999", Level::error, Complaint::out_of_range, 1, 65'535},
                   {Field::port, "65535", Level::valid, Complaint::none},
                   {Field::port, "1883", Level::warning, Complaint::port_is_tcp, 1'883},
                   {Field::port, "8883", Level::warning, Complaint::port_is_tcp, 8'883},
                   {Field::port, "443", Level::warning, Complaint::port_tls_mismatch, 443},
               });
  Form tls = filled_form();
  tls.set(Toggle::ssl, true);
  expect_marks(tls, {{Field::port, "80", Level::warning, Complaint::port_tls_mismatch, 80},
                     {Field::port, "443", Level::valid, Complaint::none}});
}

TEST(FormRules, MixedContentIsWarnedOfOnlyWhereTheBrowserRefuses) {
  const FormContext https{true, {}};
  EXPECT_EQ(mark_of(filled_form(), Field::address, https).complaint, Complaint::mixed_content);
  EXPECT_EQ(mark_of(with(filled_form(), Field::address, "localhost"), Field::address, https).level, Level::valid);
  EXPECT_EQ(mark_of(with(filled_form(), Field::address, "wss://host"), Field::address, https).level, Level::valid);
  EXPECT_EQ(mark_of(with(filled_form(), Field::address, "ws://host"), Field::address, https).level, Level::warning);
  Form tls = filled_form();
  tls.set(Toggle::ssl, true);
  EXPECT_EQ(mark_of(tls, Field::address, https).level, Level::valid);
  EXPECT_EQ(mark_of(filled_form(), Field::address).level, Level::valid);
}

TEST(FormRules, Numbers) {
  const std::uint64_t most_packet = kMostMaxPacketBytes;
  expect_marks(filled_form(),
               {
                   {Field::interval_ms, "99", Level::error, Complaint::out_of_range, kLeastIntervalMs, kMostIntervalMs},
                   {Field::interval_ms, "100", Level::valid, Complaint::none},
                   {Field::interval_ms, "1e3", Level::error, Complaint::not_a_number, 0, 0, "e"},
                   {Field::keepalive_s, "0", Level::warning, Complaint::keepalive_uiot, 0},
                   {Field::keepalive_s, "29", Level::warning, Complaint::keepalive_uiot, 29},
                   {Field::keepalive_s, "30", Level::valid, Complaint::none},
                   {Field::keepalive_s, "1200", Level::valid, Complaint::none},
                   {Field::keepalive_s, "1201", Level::warning, Complaint::keepalive_uiot, 1'201},
                   {Field::keepalive_s, "65536", Level::error, Complaint::out_of_range, 0, 65'535},
                   {Field::connect_timeout_s, "0", Level::error, Complaint::out_of_range, 1, 600},
                   {Field::max_packet_bytes, "127", Level::error, Complaint::out_of_range, 128, most_packet},
                   {Field::max_packet_bytes, "268435461", Level::error, Complaint::out_of_range, 128, most_packet},
                   {Field::max_packet_bytes, "268435460", Level::valid, Complaint::none},
               });
  EXPECT_EQ(mark_of(with(other_form(), Field::keepalive_s, "0"), Field::keepalive_s).level, Level::valid);
  EXPECT_EQ(number(filled_form(), Field::interval_ms), 10'000u);
  for (const char* text : {"", "12ab", "99999999999", "-1"})
    EXPECT_EQ(number(with(filled_form(), Field::port, text), Field::port), 0u);
}

TEST(FormRules, SerialsOfThePlatform) {
  expect_marks(
      filled_form(),
      {
          {Field::product_sn, "short", Level::warning, Complaint::serial_length, 5, 16},
          {Field::product_sn, "gk3bus4cqyps5x_8", Level::warning, Complaint::serial_character, 0, 0, "_"},
          {Field::device_secret, std::string(17, 'x'), Level::warning, Complaint::serial_length, 17, 16},
          {Field::device_sn, "abc", Level::warning, Complaint::device_length, 3},
          {Field::device_sn, std::string(65, 'a'), Level::warning, Complaint::device_length, 65},
          {Field::device_sn, std::string(64, 'a'), Level::valid, Complaint::none},
          {Field::device_sn, "dev温1", Level::warning, Complaint::serial_character, 0, 0, "温"},
          {Field::device_sn, std::string("dev\0", 4), Level::error, Complaint::has_null},
          {Field::device_sn, std::string(65'530, 'a'), Level::error, Complaint::too_long_utf8, 65'530 + 19, 65'535},
          {Field::device_secret, std::string(65'536, 'a'), Level::error, Complaint::too_long_utf8, 65'536, 65'535},
      });
  EXPECT_TRUE(can_connect(with(filled_form(), Field::product_sn, "short")));
  EXPECT_EQ(complaints(connect_warnings(with(filled_form(), Field::product_sn, "sh/rt"), {})),
            (std::vector{Complaint::serial_character, Complaint::serial_length}));
}

TEST(FormRules, ALoginToAnotherBrokerKnowsNothingOfThePlatform) {
  Form form = other_form();
  form[Field::address] = "mqtt-cn-sh2.ucloud.cn";
  form[Field::publish_topic] = std::string(200, '/');
  form[Field::subscribe_topic] = "#";
  form[Field::keepalive_s] = "5";
  form[Field::publish_message] = std::string(300'000, 'x');
  form.publish_qos = form.subscribe_qos = 2;
  form.set(Toggle::retain, true);
  EXPECT_TRUE(connect_warnings(form, {}).empty());
  EXPECT_TRUE(publish_warnings(form, {}).empty());
  EXPECT_TRUE(subscribe_warnings(form, {}).empty());
  EXPECT_TRUE(can_connect(form));
  EXPECT_EQ(mark_of(form, Field::product_sn).level, Level::none);
}

TEST(FormRules, CredentialsOfAnotherBroker) {
  Form form = other_form();
  EXPECT_EQ(mark_of(form, Field::client_id).level, Level::none);
  form.set(Toggle::clean_session, false);
  EXPECT_EQ(mark_of(form, Field::client_id).complaint, Complaint::client_id_needs_clean);
  EXPECT_FALSE(can_connect(form));
  form[Field::client_id] = "c";
  EXPECT_TRUE(can_connect(form));
  expect_marks(form,
               {
                   {Field::password, "p", Level::error, Complaint::password_without_user},
                   {Field::user_name, std::string("\0", 1), Level::error, Complaint::has_null},
                   {Field::user_name, "\xFF", Level::error, Complaint::not_utf8},
                   {Field::client_id, std::string(65'536, 'c'), Level::error, Complaint::too_long_utf8, 65'536, 65'535},
                   {Field::client_id, std::string(65'535, 'c'), Level::none, Complaint::none},
               });
  // What the login does not show does not matter.
  form.login = LoginKind::uiot;
  form[Field::password] = "p";
  EXPECT_EQ(mark_of(form, Field::password).level, Level::none);
}

TEST(FormRules, PathAndSubprotocol) {
  expect_marks(filled_form(),
               {
                   {Field::path, "", Level::none, Complaint::none},
                   {Field::path, "/mqtt?token=a%20b", Level::none, Complaint::none},
                   {Field::path, "mqtt", Level::error, Complaint::path_no_slash},
                   {Field::path, "/a b", Level::error, Complaint::path_bad_character, 0, 0, " "},
                   {Field::path, "/a#b", Level::error, Complaint::path_bad_character, 0, 0, "#"},
                   {Field::path, "/a\\b", Level::error, Complaint::path_bad_character, 0, 0, "\\"},
                   {Field::subprotocol, "", Level::none, Complaint::none},
                   {Field::subprotocol, "mqttv3.1", Level::none, Complaint::none},
                   {Field::subprotocol, "mqtt, x", Level::error, Complaint::subprotocol_bad_character, 0, 0, ","},
                   {Field::subprotocol, "温", Level::error, Complaint::subprotocol_bad_character, 0, 0, "温"},
               });
}

TEST(FormRules, TopicsByMqttsRules) {
  expect_marks(
      other_form(),
      {
          {Field::publish_topic, "", Level::error, Complaint::required},
          {Field::publish_topic, "a/+/b", Level::error, Complaint::topic_wildcard, 0, 0, "+"},
          {Field::publish_topic, "a/#", Level::error, Complaint::topic_wildcard, 0, 0, "#"},
          {Field::publish_topic, std::string("a\0", 2), Level::error, Complaint::has_null},
          {Field::publish_topic, "a\xFF", Level::error, Complaint::not_utf8},
          {Field::publish_topic, std::string(65'536, 'a'), Level::error, Complaint::too_long_utf8, 65'536, 65'535},
          {Field::publish_topic, std::string(65'535, 'a'), Level::valid, Complaint::none},
          {Field::publish_topic, "a,b 温", Level::valid, Complaint::none},
          {Field::subscribe_topic, "", Level::error, Complaint::required},
          {Field::subscribe_topic, "a/#/b", Level::error, Complaint::filter_hash_not_last},
          {Field::subscribe_topic, "a#", Level::error, Complaint::filter_hash_not_last},
          {Field::subscribe_topic, "a+/b", Level::error, Complaint::filter_plus_not_alone},
          {Field::subscribe_topic, "+/#", Level::valid, Complaint::none},
          {Field::subscribe_topic, std::string(65'536, 'a'), Level::error, Complaint::too_long_utf8, 65'536, 65'535},
      });
}

TEST(FormRules, TopicsByThePlatformsRules) {
  const std::string own = "/gk3bus4cqyps5xq8/dev_1/";
  expect_marks(filled_form(),
               {
                   {Field::publish_topic, own + "upload", Level::valid, Complaint::none},
                   {Field::publish_topic, own + "mine", Level::valid, Complaint::none},
                   {Field::publish_topic, own + "set", Level::warning, Complaint::topic_subscribe_only},
                   {Field::publish_topic, "/$system/gk3bus4cqyps5xq8/dev_1/tmodel/command", Level::warning,
                    Complaint::topic_subscribe_only},
                   {Field::publish_topic, "/other/dev_1/upload", Level::warning, Complaint::topic_foreign},
                   {Field::publish_topic, own + std::string(129 - own.size(), 'x'), Level::warning,
                    Complaint::topic_too_long_uiot, 129, 128},
                   {Field::publish_topic, own + std::string(128 - own.size(), 'x'), Level::valid, Complaint::none},
                   {Field::publish_topic, own + "a/b/c/d/e", Level::valid, Complaint::none},
                   {Field::publish_topic, own + "a/b/c/d/e/", Level::warning, Complaint::topic_too_deep_uiot, 8, 7},
                   {Field::subscribe_topic, own + "set", Level::valid, Complaint::none},
                   {Field::subscribe_topic, own + "#", Level::valid, Complaint::none},
                   {Field::subscribe_topic, "/gk3bus4cqyps5xq8/$broadcast/#", Level::valid, Complaint::none},
                   {Field::subscribe_topic, own + "upload", Level::warning, Complaint::topic_publish_only},
                   {Field::subscribe_topic, "#", Level::warning, Complaint::topic_foreign},
               });
  EXPECT_EQ(complaints(publish_warnings(with(filled_form(), Field::publish_topic, std::string(200, '/')), {})),
            (std::vector{Complaint::topic_too_long_uiot, Complaint::topic_too_deep_uiot, Complaint::topic_foreign}));
  // As long as it is not known whose topics they are, none is called foreign.
  EXPECT_EQ(mark_of(model::default_form(), Field::publish_topic).level, Level::valid);
}

TEST(FormRules, SubscribingAgainIsSaid) {
  using State = model::Subscription::State;
  const Form form = with(other_form(), Field::subscribe_topic, "a/#");
  for (const auto& [state, said] : {std::pair{State::active, true},
                                    {State::pending, true},
                                    {State::refused, false},
                                    {State::unsubscribing, false}}) {
    model::Subscription subscription;
    subscription.filter = "a/#";
    subscription.state = state;
    const FormContext context{false, {&subscription, 1}};
    // Not a mark: what was subscribed a moment ago still stands in the field.
    EXPECT_EQ(mark_of(form, Field::subscribe_topic, context).level, Level::valid);
    EXPECT_EQ(subscribe_warnings(form, context).size(), said ? 1u : 0u);
    EXPECT_TRUE(publish_warnings(with(form, Field::publish_topic, "a"), context).empty());
    EXPECT_EQ(mark_of(with(form, Field::subscribe_topic, "a/+"), Field::subscribe_topic, context).level, Level::valid);
  }
}

TEST(FormRules, MessagesInHex) {
  Form form = filled_form();
  form.set(Toggle::publish_hex, true);
  expect_marks(form, {
                         {Field::publish_message, "a1 a2\n00", Level::none, Complaint::none},
                         {Field::publish_message, "", Level::none, Complaint::none},
                         {Field::publish_message, "a1\n g2", Level::error, Complaint::hex_bad_character, 2, 2, "g"},
                         {Field::publish_message, "a1 2", Level::error, Complaint::hex_odd_digits, 1, 4},
                         {Field::publish_message, "{\"a\"", Level::error, Complaint::hex_bad_character, 1, 1, "{"},
                     });
  FieldMarks marks;
  check(with(form, Field::publish_message, "zz"), {}, marks);
  EXPECT_FALSE(publish_possible(marks));
  EXPECT_TRUE(connect_possible(marks) && subscribe_possible(marks));
}

TEST(FormRules, JsonIsAHintThatHoldsNothing) {
  const Form form = with(filled_form(), Field::publish_message, "{\n  \"a\":,\n}");
  expect_marks(form, {
                         {Field::publish_message, form[Field::publish_message], Level::warning,
                          Complaint::payload_not_json, 2, 7},
                         {Field::publish_message, "{\"a\":1}", Level::none, Complaint::none},
                         {Field::publish_message, "plain", Level::none, Complaint::none},
                     });
  EXPECT_TRUE(publish_warnings(form, {}).empty());
}

TEST(FormRules, SizesOfMessages) {
  const std::string topic = filled_form()[Field::publish_topic];
  // Fixed header 4 bytes at this size, the topic with its length.
  const std::size_t headers = 4 + 2 + topic.size();
  const std::size_t limit = std::size_t{256} << 10;
  expect_marks(filled_form(),
               {
                   {Field::publish_message, std::string(limit - headers, 'x'), Level::none, Complaint::none},
                   {Field::publish_message, std::string(limit - headers + 1, 'x'), Level::warning,
                    Complaint::payload_too_large_uiot, limit + 1, limit},
                   {Field::publish_message, std::string(kMostPublishBytes, 'x'), Level::error,
                    Complaint::payload_too_large, kMostPublishBytes + headers + 1, kMostPublishBytes},
               });
  Form qos1 = filled_form();
  qos1.publish_qos = 1;
  EXPECT_EQ(
      mark_of(with(qos1, Field::publish_message, std::string(limit - headers, 'x')), Field::publish_message).number[0],
      limit + 2);
}

TEST(FormRules, ThePlatformHasNeitherQos2NorRetain) {
  Form form = filled_form();
  form.publish_qos = form.subscribe_qos = 2;
  form.set(Toggle::retain, true);
  EXPECT_EQ(complaints(publish_warnings(form, {})), (std::vector{Complaint::qos2_uiot, Complaint::retain_uiot}));
  EXPECT_EQ(complaints(subscribe_warnings(form, {})), std::vector{Complaint::qos2_uiot});
  form.publish_qos = form.subscribe_qos = 1;
  form.set(Toggle::retain, false);
  EXPECT_TRUE(publish_warnings(form, {}).empty() && subscribe_warnings(form, {}).empty());
}

TEST(FormRulesTest, ThePlatformSpeaks311AndHasNoWill) {
  Form form = filled_form();
  EXPECT_TRUE(connect_warnings(form, {}).empty());
  form.version = mqtt::Version::v5;
  form.set(Toggle::will, true);
  form[Field::will_topic] = "w";
  const Marks warnings = connect_warnings(form, {});
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_EQ(warnings[0].complaint, Complaint::version_uiot);
  EXPECT_EQ(warnings[1].complaint, Complaint::will_uiot);
  form.login = LoginKind::other;
  EXPECT_TRUE(connect_warnings(form, {}).empty());
}

}  // namespace
}  // namespace app
