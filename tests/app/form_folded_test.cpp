#include "app/form_folded.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace app
