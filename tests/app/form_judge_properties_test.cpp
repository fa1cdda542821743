#include "app/form_judge_properties.h"

#include <gtest/gtest.h>

#include <string>

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Mark;
using model::Toggle;

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

Form mqtt5_form() {
  Form form = other_form();
  form.version = mqtt::Version::v5;
  form[Field::client_id] = "me";
  return form;
}

constexpr FormContext kMessages5{false, {}, true};

Mark mark5(Field field, std::string text, Form form = mqtt5_form()) {
  return mark_of(with(std::move(form), field, std::move(text)), field, kMessages5);
}

TEST(FormJudgePropertiesTest, PropertiesMayBeEmptyAndHaveTheirRanges) {
  struct Range {
    Field field;
    std::uint64_t least, most;
  };
  for (const Range& range : {Range{Field::session_expiry_s, 0, 4'294'967'295}, Range{Field::receive_maximum, 1, 65'535},
                             Range{Field::topic_alias_maximum, 0, 65'535}, Range{Field::publish_expiry_s, 0, 4'294'967'295},
                             Range{Field::publish_topic_alias, 1, 65'535}, Range{Field::subscription_identifier, 1, 268'435'455}}) {
    EXPECT_EQ(mark5(range.field, "").level, Level::none);
    EXPECT_EQ(mark5(range.field, std::to_string(range.least)).level, Level::none);
    EXPECT_EQ(mark5(range.field, std::to_string(range.most)).level, Level::none);
    const Mark above = mark5(range.field, std::to_string(range.most + 1));
    EXPECT_EQ(above.complaint, Complaint::out_of_range);
    EXPECT_EQ(above.number[0], range.least);
    EXPECT_EQ(above.number[1], range.most);
    if (range.least > 0) {
      EXPECT_EQ(mark5(range.field, "0").complaint, Complaint::out_of_range);
    }
    EXPECT_EQ(mark5(range.field, "1x").complaint, Complaint::not_a_number);
  }
}

// A wrong field that is not sent blocks nothing.
TEST(FormJudgePropertiesTest, WhatTheVersionLeavesOutIsNotJudged) {
  Form form = mqtt5_form();
  form[Field::receive_maximum] = "0";
  form[Field::publish_topic_alias] = "0";
  form[Field::subscription_identifier] = "0";
  FieldMarks marks;
  check(form, kMessages5, marks);
  EXPECT_FALSE(connect_possible(marks));
  EXPECT_FALSE(publish_possible(marks));
  EXPECT_FALSE(subscribe_possible(marks));
  form.version = mqtt::Version::v3_1_1;
  check(form, {}, marks);
  EXPECT_TRUE(connect_possible(marks));
  EXPECT_TRUE(publish_possible(marks));
  EXPECT_TRUE(subscribe_possible(marks));
}

TEST(FormJudgePropertiesTest, AWillIsJudgedWhileItIsOn) {
  Form form = other_form();
  EXPECT_EQ(mark_of(form, Field::will_topic).level, Level::none);
  form.set(Toggle::will, true);
  EXPECT_EQ(mark_of(form, Field::will_topic).complaint, Complaint::required);
  EXPECT_EQ(mark_of(with(form, Field::will_topic, "a/+"), Field::will_topic).complaint, Complaint::topic_wildcard);
  EXPECT_EQ(mark_of(with(form, Field::will_topic, "a"), Field::will_topic).level, Level::valid);
  const std::string most(65'535, 'x');
  EXPECT_EQ(mark_of(with(form, Field::will_message, most), Field::will_message).level, Level::none);
  EXPECT_EQ(mark_of(with(form, Field::will_message, most + "x"), Field::will_message).complaint, Complaint::too_long_utf8);
  form.set(Toggle::will_hex, true);
  EXPECT_EQ(mark_of(with(form, Field::will_message, "0"), Field::will_message).complaint, Complaint::hex_odd_digits);
  form.set(Toggle::will_is_text, true);
  EXPECT_EQ(mark_of(with(form, Field::will_message, "ff"), Field::will_message).level, Level::none) << "MQTT 5 only";
  form.version = mqtt::Version::v5;
  EXPECT_EQ(mark_of(with(form, Field::will_message, "ff"), Field::will_message).complaint, Complaint::payload_not_text);
  EXPECT_EQ(mark_of(with(form, Field::will_delay_s, "4294967296"), Field::will_delay_s).complaint, Complaint::out_of_range);
}

TEST(FormJudgePropertiesTest, UserPropertiesAreLinesOfNameAndValue) {
  for (const Field field : {Field::connect_user_properties, Field::publish_user_properties, Field::subscribe_user_properties}) {
    EXPECT_EQ(mark5(field, "a=1\na=2\n").level, Level::none);
    const Mark mark = mark5(field, "a=1\n\nno");
    EXPECT_EQ(mark.complaint, Complaint::user_property_no_equals);
    EXPECT_EQ(mark.number[0], 3U);
    EXPECT_EQ(mark5(field, std::string("a=\0", 3)).complaint, Complaint::has_null);
    EXPECT_EQ(mark5(field, std::string(65'536, 'n') + "=").complaint, Complaint::too_long_utf8);
  }
}

TEST(FormJudgePropertiesTest, ResponseTopicsAndTextsKeepMqttsRules) {
  EXPECT_EQ(mark5(Field::publish_response_topic, "a/#").complaint, Complaint::topic_wildcard);
  EXPECT_EQ(mark5(Field::publish_response_topic, "a").level, Level::none);
  EXPECT_EQ(mark5(Field::publish_content_type, "\xFF").complaint, Complaint::not_utf8);
  EXPECT_EQ(mark5(Field::publish_correlation, std::string(65'536, 'x')).complaint, Complaint::too_long_utf8);
  Form form = mqtt5_form();
  form.set(Toggle::publish_correlation_hex, true);
  EXPECT_EQ(mark5(Field::publish_correlation, "xy", form).complaint, Complaint::hex_bad_character);
}

TEST(FormJudgePropertiesTest, AuthenticationDataNeedsAMethod) {
  Form form = mqtt5_form();
  EXPECT_EQ(mark5(Field::auth_data, "x", form).complaint, Complaint::auth_data_without_method);
  form[Field::auth_method] = "M";
  EXPECT_EQ(mark5(Field::auth_data, "x", form).level, Level::none);
  form.set(Toggle::auth_data_hex, true);
  EXPECT_EQ(mark5(Field::auth_data, "x", form).complaint, Complaint::hex_bad_character);
}

TEST(FormJudgePropertiesTest, Mqtt5AllowsAPasswordAloneAndAnEmptyClientId) {
  Form form = mqtt5_form();
  form[Field::client_id] = "";
  form[Field::password] = "p";
  form.set(Toggle::clean_session, false);
  EXPECT_EQ(mark_of(form, Field::client_id).level, Level::none);
  EXPECT_EQ(mark_of(form, Field::password).level, Level::none);
  form.version = mqtt::Version::v3_1_1;
  EXPECT_EQ(mark_of(form, Field::client_id).complaint, Complaint::client_id_needs_clean);
  EXPECT_EQ(mark_of(form, Field::password).complaint, Complaint::password_without_user);
}

TEST(FormJudgePropertiesTest, Mqtt31WarnsOfLongClientIds) {
  Form form = other_form();
  form[Field::client_id] = std::string(24, 'x');
  EXPECT_EQ(mark_of(form, Field::client_id).level, Level::none);
  form.version = mqtt::Version::v3_1;
  EXPECT_EQ(mark_of(form, Field::client_id).complaint, Complaint::client_id_long_3_1);
  EXPECT_EQ(mark_of(form, Field::client_id).level, Level::warning);
  form[Field::client_id] = "温度温度温度温度温度温度温度温度温度温度温度温";
  EXPECT_EQ(mark_of(form, Field::client_id).level, Level::none) << "23 characters, whatever their bytes";
}

TEST(FormJudgePropertiesTest, AnAliasMayStandForTheTopic) {
  Form form = mqtt5_form();
  EXPECT_EQ(mark5(Field::publish_topic, "", form).complaint, Complaint::required);
  form[Field::publish_topic_alias] = "3";
  EXPECT_EQ(mark5(Field::publish_topic, "", form).level, Level::valid);
  EXPECT_EQ(mark_of(with(form, Field::publish_topic, ""), Field::publish_topic).complaint, Complaint::required) << "not before MQTT 5";
}

TEST(FormJudgePropertiesTest, SharedSubscriptionsHaveANameAndNoNoLocal) {
  Form form = mqtt5_form();
  EXPECT_EQ(mark5(Field::subscribe_topic, "$share/group/a/+", form).level, Level::valid);
  EXPECT_EQ(mark5(Field::subscribe_topic, "$share/a", form).complaint, Complaint::share_name_bad);
  EXPECT_EQ(mark_of(with(form, Field::subscribe_topic, "$share/a"), Field::subscribe_topic).level, Level::valid) << "plain before MQTT 5";
  form.set(Toggle::no_local, true);
  EXPECT_EQ(mark5(Field::subscribe_topic, "$share/group/a", form).complaint, Complaint::no_local_shared);
  EXPECT_EQ(mark5(Field::subscribe_topic, "a", form).level, Level::valid);
}

TEST(FormJudgePropertiesTest, APayloadThatIsSaidToBeTextMustBe) {
  Form form = mqtt5_form();
  form.set(Toggle::publish_hex, true);
  form.set(Toggle::publish_is_text, true);
  EXPECT_EQ(mark5(Field::publish_message, "c3 28", form).complaint, Complaint::payload_not_text);
  EXPECT_EQ(mark5(Field::publish_message, "c3 a9", form).level, Level::none);
  EXPECT_EQ(mark_of(with(form, Field::publish_message, "c3 28"), Field::publish_message).level, Level::none);
}

TEST(FormJudgePropertiesTest, PropertiesCountInThePacketsSize) {
  Form form = mqtt5_form();
  form[Field::publish_topic] = "t";
  // 1 fixed header, 4 Remaining Length, 2 + 1 topic, 1 property length, the payload: 16 MiB and no more.
  const std::string most((16u << 20) - 9, 'x');
  EXPECT_EQ(mark5(Field::publish_message, most, form).level, Level::none);
  form[Field::publish_topic_alias] = "1";
  EXPECT_EQ(mark5(Field::publish_message, most, form).complaint, Complaint::payload_too_large);
}

}  // namespace
}  // namespace app
