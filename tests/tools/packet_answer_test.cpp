#include "tools/packet_answer.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

bool starts(const std::string& text, std::string_view with) { return text.starts_with(with); }

TEST(PacketAnswer, DecodeGivesPacketsAndHowManyBytesAreLeft) {
  EXPECT_EQ(answer(R"({"op":"decode","version":4,"hex":""})"), R"({"packets":[],"rest":0})");
  EXPECT_EQ(answer(R"({"op":"decode","version":4,"hex":"c0"})"), R"({"packets":[],"rest":1})");
  EXPECT_EQ(answer(R"({"op":"decode","version":4,"hex":"C000 d000, e000 3003"})"),
            R"({"packets":[{"cmd":"pingreq"},{"cmd":"pingresp"},{"cmd":"disconnect"}],"rest":2})");
}

TEST(PacketAnswer, AnErrorComesAfterThePacketsBeforeIt) {
  const std::string alone = answer(R"({"op":"decode","version":4,"hex":"c001"})");
  EXPECT_EQ(alone, R"({"packets":[],"rest":2})");
  const std::string bad = answer(R"({"op":"decode","version":4,"hex":"c00100"})");
  EXPECT_TRUE(starts(bad, R"({"error":{"kind":"peer","reason":"wrong_length","text":"PINGREQ: )")) << bad;
  const std::string second = answer(R"({"op":"decode","version":4,"hex":"d000c00100d000"})");
  EXPECT_TRUE(starts(second, R"({"packets":[{"cmd":"pingresp"}],"error":{"kind":"peer","reason":"wrong_length",)"))
      << second;
  // Of a header alone, too.
  const std::string header = answer(R"({"op":"decode","version":4,"hex":"30ffffffff"})");
  EXPECT_TRUE(starts(header, R"({"error":{"kind":"peer","reason":"remaining_length_too_long",)")) << header;
}

TEST(PacketAnswer, TheVersionDecides) {
  EXPECT_EQ(answer(R"({"op":"decode","version":5,"hex":"f000"})"),
            R"({"packets":[{"cmd":"auth","reasonCode":0}],"rest":0})");
  const std::string before = answer(R"({"op":"decode","version":4,"hex":"f000"})");
  EXPECT_TRUE(starts(before, R"({"error":{"kind":"peer","reason":"reserved_packet_type",)")) << before;
}

TEST(PacketAnswer, EncodeGivesBytesOrTheReasonWhyNot) {
  EXPECT_EQ(answer(R"({"op":"encode","version":4,"packet":{"cmd":"publish","topic":"é","payload":"\u0000"}})"),
            R"({"hex":"30050002c3a900"})");
  EXPECT_EQ(answer(R"({"op":"encode","version":5,"packet":{"cmd":"disconnect","reasonCode":4}})"),
            R"({"hex":"e00104"})");
  const std::string refused = answer(R"({"op":"encode","version":4,"packet":{"cmd":"publish","topic":"+"}})");
  EXPECT_TRUE(starts(refused, R"({"error":{"kind":"local","reason":"wildcard_in_topic_name",)")) << refused;
  const std::string newer = answer(R"({"op":"encode","version":4,"packet":{"cmd":"auth"}})");
  EXPECT_TRUE(starts(newer, R"({"error":{"kind":"local","reason":"needs_mqtt_5",)")) << newer;
}

TEST(PacketAnswer, AnIdOfAnyKindComesBackEvenWithAnError) {
  for (const char* const id :
       {"1", "null", "\"é\"", R"([1,{"a":[true]}])", "-9007199254740993", "18446744073709551615"}) {
    const std::string with_id = std::string(R"("id":)") + id;
    EXPECT_EQ(answer(R"({"op":"decode","version":4,"hex":"",)" + with_id + "}"),
              "{" + with_id + R"(,"packets":[],"rest":0})");
    EXPECT_TRUE(
        starts(answer("{" + with_id + "}"), "{" + with_id + R"(,"error":{"kind":"input","reason":"missing_field",)"));
  }
}

TEST(PacketAnswer, AnIdThatIsZeroOrADoubleKeepsItsValue) {
  for (const auto& [id, same] :
       {std::pair("0E100", "0.0"), std::pair("0.000000000000000000000000e-30", "0.0"), std::pair("-0.0", "-0.0"),
        std::pair("123.456789012345", "123.456789012345"), std::pair("[100e2,0.5,0]", "[10000.0,0.5,0]")}) {
    EXPECT_EQ(answer(R"({"op":"decode","version":4,"hex":"","id":)" + std::string(id) + "}"),
              R"({"id":)" + std::string(same) + R"(,"packets":[],"rest":0})");
  }
}

TEST(PacketAnswer, ALineThatAsksForNothingIsAnsweredToo) {
  const std::pair<const char*, const char*> wrong[] = {
      {"", R"("reason":"not_json")"},
      {"nonsense", R"("reason":"not_json")"},
      {"[]", R"("reason":"wrong_type")"},
      {"{}", R"("reason":"missing_field","text":"op: it must be there","field":"op")"},
      {R"({"op":1})", R"("reason":"wrong_type","text":"op: a string is wanted","field":"op")"},
      {R"({"op":"Decode"})", R"("reason":"wrong_value","text":"op: there is no such op: decode or encode is wanted")"},
      {R"({"op":"decode","version":4})", R"("reason":"missing_field","text":"hex: it must be there","field":"hex")"},
      {R"({"op":"decode","hex":""})", R"("reason":"missing_field","text":"version: it must be there")"},
      {R"({"op":"decode","hex":"","version":"4"})", R"("reason":"wrong_type","text":"version: 3, 4 or 5 is wanted")"},
      {R"({"op":"decode","hex":"","version":6})", R"("reason":"wrong_value","text":"version: 3, 4 or 5 is wanted")"},
      {R"({"op":"decode","hex":"","version":-4})", R"("reason":"wrong_value","text":"version: 3, 4 or 5 is wanted")"},
      {R"({"op":"decode","hex":"","version":4,"packet":{}})",
       R"("reason":"unknown_field","text":"packet: there is no such field for this op","field":"packet")"},
      {R"({"op":"decode","hex":"","hex":"","version":4})", R"("reason":"repeated_field","text":"hex: given twice")"},
      {R"({"op":"decode","hex":"e00","version":4})", R"("reason":"bad_hex")"},
      {R"({"op":"decode","hex":["e000"],"version":4})", R"("reason":"wrong_type")"},
      {R"({"op":"encode","version":4})", R"("reason":"missing_field","text":"packet: it must be there")"},
      {R"({"op":"encode","version":4,"packet":[]})", R"("reason":"wrong_type","text":"packet: an object is wanted")"},
  };
  for (const auto& [line, expected] : wrong) {
    const std::string got = answer(line);
    EXPECT_TRUE(starts(got, R"({"error":{"kind":"input",)")) << line << '\n' << got;
    EXPECT_NE(got.find(expected), std::string::npos) << line << '\n' << got;
  }
}

}  // namespace
}  // namespace tools
