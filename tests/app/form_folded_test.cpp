#include "app/form_folded.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace app {
namespace {

using model::Field;
using model::Form;
using model::Toggle;
using Counts = std::array<std::uint8_t, model::kFoldedPartCount>;  // connect, publish, subscribe

TEST(FormFoldedTest, AFormAsItOpensHasNothingFolded) {
  EXPECT_EQ(folded_changes(model::default_form(), false), (Counts{0, 0, 0}));
  EXPECT_EQ(folded_changes(model::default_form(), true), (Counts{0, 0, 0}));
}

TEST(FormFoldedTest, WhatGoesOutCounts) {
  Form form = model::default_form();
  form[Field::path] = "";
  EXPECT_EQ(folded_changes(form, false)[0], 0) << "an empty path is the default one";
  form[Field::path] = "/mqtt";
  form.set(Toggle::clean_session, false);
  form.publish_qos = 1;
  form.set(Toggle::retain, true);
  form.subscribe_qos = 2;
  EXPECT_EQ(folded_changes(form, false), (Counts{2, 2, 1}));
}

TEST(FormFoldedTest, WhatTheVersionHasNoUseForDoesNotCount) {
  Form form = model::default_form();
  form[Field::session_expiry_s] = "60";
  form.set(Toggle::request_problem, false);
  form[Field::publish_content_type] = "text/plain";
  form.set(Toggle::no_local, true);
  form.retain_handling = 1;
  EXPECT_EQ(folded_changes(form, false), (Counts{0, 0, 0}));
  form.version = mqtt::Version::v5;
  EXPECT_EQ(folded_changes(form, false), (Counts{3, 0, 0})) << "the version is one of them";
  EXPECT_EQ(folded_changes(form, true), (Counts{3, 1, 2}));
}

TEST(FormFoldedTest, AWillsSettingsCountWithAWill) {
  Form form = model::default_form();
  form[Field::will_topic] = "gone";
  form.will_qos = 1;
  form[Field::will_delay_s] = "5";
  EXPECT_EQ(folded_changes(form, false)[0], 0);
  form.set(Toggle::will, true);
  EXPECT_EQ(folded_changes(form, false)[0], 3);
  form.version = mqtt::Version::v5;
  EXPECT_EQ(folded_changes(form, false)[0], 5);
}

// A field or a box that comes to the form is one of the first view's, or is counted.
TEST(FormFoldedTest, NoSettingIsForgotten) {
  Form whole = model::default_form();
  whole.version = mqtt::Version::v5;
  whole.set(Toggle::will, true);
  const auto count = [](const Form& form) {
    const Counts counts = folded_changes(form, true);
    return counts[0] + counts[1] + counts[2];
  };
  const int before = count(whole);
  constexpr Field kFirstView[] = {Field::address,       Field::port,          Field::interval_ms,     Field::product_sn,      Field::device_sn,
                                  Field::device_secret, Field::client_id,     Field::user_name,       Field::password,
                                  Field::publish_topic, Field::publish_message, Field::subscribe_topic, Field::search};
  for (std::size_t i = 0; i < model::kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    Form form = whole;
    form[field] = "another";
    const bool first_view = std::find(std::begin(kFirstView), std::end(kFirstView), field) != std::end(kFirstView);
    EXPECT_EQ(count(form), before + (first_view ? 0 : 1)) << "field " << i;
  }
  // SSL stands in the first view; how a text is typed, what is folded and what is shown are no settings.
  constexpr Toggle kNotCounted[] = {Toggle::ssl,
                                    Toggle::publish_hex,
                                    Toggle::show_hex,
                                    Toggle::pretty_json,
                                    Toggle::connect_advanced,
                                    Toggle::publish_advanced,
                                    Toggle::subscribe_advanced,
                                    Toggle::reveal_secret,
                                    Toggle::will_hex,
                                    Toggle::will_correlation_hex,
                                    Toggle::auth_data_hex,
                                    Toggle::publish_correlation_hex};
  for (std::size_t i = 0; i < model::kToggleCount; ++i) {
    const auto toggle = static_cast<Toggle>(i);
    Form form = whole;
    form.set(toggle, !form[toggle]);
    const bool ignored = std::find(std::begin(kNotCounted), std::end(kNotCounted), toggle) != std::end(kNotCounted);
    EXPECT_EQ(count(form), before + (ignored ? 0 : toggle == Toggle::will ? -1 : 1)) << "toggle " << i;
  }
}

}  // namespace
}  // namespace app
