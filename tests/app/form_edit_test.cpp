#include "app/form_edit.h"

#include <gtest/gtest.h>

#include <string>

#include "model/payload.h"

namespace app {
namespace {

using model::Complaint;
using model::default_form;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Mark;
using model::Toggle;

// As a person types it: each key is a change of its own.
void type(Form& form, Field field, std::string_view text) {
  std::string so_far;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = model::decode_code_point(model::as_bytes(text.substr(at))).size;
    so_far += text.substr(at, size);
    at += size;
    EXPECT_EQ(apply_text(form, field, so_far).complaint, Complaint::none) << so_far;
  }
}

TEST(FormEdit, TheDefaultFormHoldsItsOwnPresets) {
  Form form = default_form();
  const Form before = form;
  apply_login(form, LoginKind::uiot);
  apply_toggle(form, Toggle::ssl, false);
  EXPECT_EQ(form.text, before.text);
}

TEST(FormEdit, PresetsFollowTheSerialsUntilTheyAreTyped) {
  Form form = default_form();
  type(form, Field::product_sn, "P1");
  EXPECT_EQ(form[Field::publish_topic], "/P1/{DeviceSN}/upload");
  type(form, Field::device_sn, "D1");
  EXPECT_EQ(form[Field::publish_topic], "/P1/D1/upload");
  EXPECT_EQ(form[Field::subscribe_topic], "/P1/D1/set");

  apply_text(form, Field::publish_topic, "/mine");
  apply_text(form, Field::device_sn, "D2");
  EXPECT_EQ(form[Field::publish_topic], "/mine");
  EXPECT_EQ(form[Field::subscribe_topic], "/P1/D2/set");

  apply_text(form, Field::publish_topic, "");
  apply_text(form, Field::device_sn, "D3");
  EXPECT_EQ(form[Field::publish_topic], "");

  apply_text(form, Field::publish_topic, "/P1/D3/upload");
  apply_text(form, Field::device_sn, "D4");
  EXPECT_EQ(form[Field::publish_topic], "/P1/D4/upload");
}

TEST(FormEdit, PortFollowsSslUntilItIsTyped) {
  Form form = default_form();
  apply_toggle(form, Toggle::ssl, true);
  EXPECT_EQ(form[Field::port], "443");
  apply_toggle(form, Toggle::ssl, false);
  EXPECT_EQ(form[Field::port], "80");

  type(form, Field::port, "8083");
  apply_toggle(form, Toggle::ssl, true);
  EXPECT_EQ(form[Field::port], "8083");

  apply_text(form, Field::port, "443");
  apply_toggle(form, Toggle::ssl, false);
  EXPECT_EQ(form[Field::port], "80");

  apply_login(form, LoginKind::other);
  apply_toggle(form, Toggle::ssl, true);
  EXPECT_EQ(form[Field::port], "443");
}

TEST(FormEdit, OtherTogglesMoveNothing) {
  Form form = default_form();
  const Form before = form;
  for (std::size_t i = 0; i < model::kToggleCount; ++i) {
    if (static_cast<Toggle>(i) == Toggle::ssl) continue;
    apply_toggle(form, static_cast<Toggle>(i), true);
    EXPECT_TRUE(form[static_cast<Toggle>(i)]);
  }
  EXPECT_EQ(form.text, before.text);
}

TEST(FormEdit, APastedAddressIsTakenApartAtOnce) {
  Form form = default_form();
  const Mark said = apply_text(form, Field::address, " wss://broker.example:8084/mqtt?x=1 ");
  EXPECT_EQ(said.complaint, Complaint::address_taken_apart);
  EXPECT_EQ(said.level, Level::none);
  EXPECT_EQ(said.text, " wss://broker.example:8084/mqtt?x=1 ");
  EXPECT_EQ(form[Field::address], "broker.example");
  EXPECT_TRUE(form[Toggle::ssl]);
  EXPECT_EQ(form[Field::port], "8084");
  EXPECT_TRUE(form.port_typed);
  EXPECT_EQ(form[Field::path], "/mqtt?x=1");
}

TEST(FormEdit, ASchemeBringsItsPort) {
  Form form = default_form();
  type(form, Field::port, "9001");
  apply_text(form, Field::address, "wss://broker.example");
  EXPECT_EQ(form[Field::port], "443");
  EXPECT_FALSE(form.port_typed);
  EXPECT_EQ(form[Field::path], "/");
  apply_text(form, Field::address, "http://broker.example/");
  EXPECT_EQ(form[Field::port], "80");
  EXPECT_FALSE(form[Toggle::ssl]);
  apply_text(form, Field::address, "mqtt://broker.example");
  EXPECT_EQ(form[Field::port], "1883");
  EXPECT_TRUE(form.port_typed);
}

TEST(FormEdit, APastedHostIsOnlyAHost) {
  Form form = default_form();
  type(form, Field::port, "9001");
  EXPECT_EQ(apply_text(form, Field::address, " broker.example\n").complaint, Complaint::none);
  EXPECT_EQ(form[Field::address], "broker.example");
  EXPECT_EQ(form[Field::port], "9001");
  EXPECT_EQ(form[Field::path], "/");
}

TEST(FormEdit, WhatCannotBeTakenApartStays) {
  Form form = default_form();
  for (const std::string_view text : {"tcp://host:1883", "wss://", "ws:///path", ""}) {
    EXPECT_EQ(apply_text(form, Field::address, text).complaint, Complaint::none);
    EXPECT_EQ(form[Field::address], text);
    EXPECT_EQ(form[Field::port], "80");
    EXPECT_FALSE(form[Toggle::ssl]);
  }
}

TEST(FormEdit, UserAndPasswordOfAnAddressAreDroppedAndItIsSaid) {
  Form form = default_form();
  const Mark said = apply_text(form, Field::address, "wss://me:hunter2@broker.example/x?a#b");
  EXPECT_EQ(said.complaint, Complaint::address_user_info);
  EXPECT_EQ(said.level, Level::warning);
  EXPECT_EQ(said.text, "");
  EXPECT_EQ(form[Field::address], "broker.example");
  EXPECT_EQ(form[Field::path], "/x?a");
  for (const std::string& text : form.text) EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(FormEdit, ATypedAddressWaitsUntilItIsSettled) {
  Form form = default_form();
  apply_text(form, Field::address, "");
  type(form, Field::address, "wss://broker.example:8084/mqtt");
  EXPECT_EQ(form[Field::address], "wss://broker.example:8084/mqtt");
  EXPECT_EQ(form[Field::port], "80");
  EXPECT_EQ(settle_address(form).complaint, Complaint::address_taken_apart);
  EXPECT_EQ(form[Field::address], "broker.example");
  EXPECT_EQ(form[Field::port], "8084");
  EXPECT_EQ(form[Field::path], "/mqtt");
  EXPECT_EQ(settle_address(form).complaint, Complaint::none);
}

TEST(FormEdit, AQueryWithoutAPathGetsOne) {
  Form form = default_form();
  apply_text(form, Field::address, "ws://broker.example?token=x");
  EXPECT_EQ(form[Field::path], "/?token=x");
}

TEST(FormEdit, AnotherBrokerHasATopicOfItsOwn) {
  Form form = default_form();
  apply_text(form, Field::subscribe_topic, "mine");
  apply_login(form, LoginKind::other);
  EXPECT_EQ(form[Field::publish_topic], "test/topic");
  EXPECT_EQ(form[Field::subscribe_topic], "mine");
  apply_text(form, Field::product_sn, "P");
  EXPECT_EQ(form[Field::publish_topic], "test/topic");
  apply_login(form, LoginKind::uiot);
  EXPECT_EQ(form[Field::publish_topic], "/P/{DeviceSN}/upload");
  EXPECT_EQ(form[Field::subscribe_topic], "mine");
}

TEST(FormEdit, AUrlFillsTheFormInAsTyping) {
  Form form = default_form();
  apply_url(form,
            model::read_url(
                "", "#address=127.0.0.1&port=9001&ssl=false&productSN=P&deviceSN=D&deviceSecret=s&qos=1&retain=1"));
  EXPECT_EQ(form[Field::address], "127.0.0.1");
  EXPECT_EQ(form[Field::port], "9001");
  EXPECT_TRUE(form.port_typed);
  EXPECT_EQ(form[Field::device_secret], "s");
  EXPECT_EQ(form[Field::publish_topic], "/P/D/upload");
  EXPECT_EQ(form[Field::subscribe_topic], "/P/D/set");
  EXPECT_EQ(form.publish_qos, 1);
  EXPECT_EQ(form.subscribe_qos, 1);
  EXPECT_TRUE(form[Toggle::retain]);
  EXPECT_FALSE(form.publish_topic_typed);
}

TEST(FormEdit, AUrlsOwnParametersAreStrongerThanItsAddress) {
  Form form = default_form();
  apply_url(form, model::read_url("", "address=wss://host:1/a&port=2&path=/b"));
  EXPECT_EQ(form[Field::address], "host");
  EXPECT_TRUE(form[Toggle::ssl]);
  EXPECT_EQ(form[Field::port], "2");
  EXPECT_EQ(form[Field::path], "/b");
}

TEST(FormEdit, AUrlWithOnlySslMovesThePort) {
  Form form = default_form();
  apply_url(form, model::read_url("", "ssl=true&topic=/a"));
  EXPECT_EQ(form[Field::port], "443");
  EXPECT_EQ(form[Field::publish_topic], "/a");
  EXPECT_TRUE(form.publish_topic_typed);
}

}  // namespace
}  // namespace app
