#include "app/form_properties.h"

#include <gtest/gtest.h>

#include <string>

namespace app {
namespace {

using model::Field;
using model::Form;
using model::Toggle;

std::string hex_of(const mqtt::PropertyList& list) {
  std::string out;
  for (const std::uint8_t byte : list.view().encoded()) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

TEST(FormPropertiesTest, AnEmptyFormSendsOnlyItsLargestPacket) {
  const Form form = model::default_form();
  EXPECT_EQ(hex_of(connect_properties(form)), "2701000000");
  EXPECT_EQ(hex_of(will_properties(form)), "");
  EXPECT_EQ(hex_of(publish_properties(form)), "");
  EXPECT_EQ(hex_of(subscribe_properties(form)), "");
}

TEST(FormPropertiesTest, ConnectSendsWhatIsFilledIn) {
  Form form = model::default_form();
  form[Field::session_expiry_s] = "4294967295";
  form[Field::receive_maximum] = "10";
  form[Field::max_packet_bytes] = "1024";
  form[Field::topic_alias_maximum] = "16";
  form[Field::connect_user_properties] = "b=1\n\na=2";
  form[Field::auth_method] = "M";
  form[Field::auth_data] = "00 ff";
  form.set(Toggle::auth_data_hex, true);
  form.set(Toggle::request_response, true);
  form.set(Toggle::request_problem, false);
  EXPECT_EQ(hex_of(connect_properties(form)),
            "11ffffffff"
            "21000a"
            "2700000400"
            "220010"
            "1901"
            "1700"
            "2600016200" "0131"
            "2600016100" "0132"
            "1500014d"
            "16000200ff");
}

TEST(FormPropertiesTest, AuthenticationDataMayBeText) {
  Form form = model::default_form();
  form[Field::auth_method] = "M";
  form[Field::auth_data] = "00";
  EXPECT_TRUE(hex_of(connect_properties(form)).ends_with("16" "0002" "3030"));
}

TEST(FormPropertiesTest, TheWillHasItsOwn) {
  Form form = model::default_form();
  form[Field::will_delay_s] = "5";
  form[Field::will_expiry_s] = "0";
  form[Field::will_content_type] = "t";
  form[Field::will_response_topic] = "r";
  form[Field::will_correlation] = "c";
  form[Field::will_user_properties] = "=";
  form.set(Toggle::will_is_text, true);
  EXPECT_EQ(hex_of(will_properties(form)), "1800000005" "0101" "0200000000" "03000174" "08000172" "09000163" "2600000000");
}

TEST(FormPropertiesTest, APublishAndASubscribeHaveTheirs) {
  Form form = model::default_form();
  form.set(Toggle::publish_is_text, true);
  form[Field::publish_expiry_s] = "60";
  form[Field::publish_topic_alias] = "7";
  form[Field::publish_content_type] = "t";
  form[Field::publish_response_topic] = "r";
  form[Field::publish_correlation] = "ab";
  form.set(Toggle::publish_correlation_hex, true);
  form[Field::publish_user_properties] = "k=v";
  EXPECT_EQ(hex_of(publish_properties(form)), "0101" "020000003c" "230007" "03000174" "08000172" "090001ab" "2600016b000176");
  form[Field::subscription_identifier] = "268435455";
  form[Field::subscribe_user_properties] = "k=v";
  EXPECT_EQ(hex_of(subscribe_properties(form)), "0bffffff7f" "2600016b000176");
}

TEST(FormPropertiesTest, TypedBytesAreTextOrHex) {
  EXPECT_EQ(typed_bytes("a1", false), (std::vector<std::uint8_t>{'a', '1'}));
  EXPECT_EQ(typed_bytes("a1 0xFF", true), (std::vector<std::uint8_t>{0xA1, 0xFF}));
  EXPECT_TRUE(typed_bytes("zz", true).empty());
  EXPECT_TRUE(typed_bytes("", true).empty());
}

}  // namespace
}  // namespace app
