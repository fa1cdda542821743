#include "ui/field_part.h"

#include <gtest/gtest.h>

#include <string>

namespace ui {
namespace {

constexpr std::size_t kLine = 32 * 1024, kMost = 256 * 1024;

std::string lines(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "a line of some length, as they are\n";
  text.resize(bytes);
  return text;
}

TEST(FieldPart, WhatABrowserEditsQuicklyIsShownWhole) {
  EXPECT_EQ(field_part(""), 0u);
  EXPECT_EQ(field_part(std::string(kLine, 'a')), 0u);
  EXPECT_EQ(field_part(std::string(kLine, 'a') + '\n' + std::string(kLine, 'b')), 0u);
  EXPECT_EQ(field_part(lines(kMost)), 0u);
}

TEST(FieldPart, ALongTextIsCut) {
  EXPECT_EQ(field_part(lines(kMost + 1)), kMost);
  EXPECT_EQ(field_part(lines(10'000'000)), kMost);
}

TEST(FieldPart, ALongLineIsCutWhereverItStands) {
  EXPECT_EQ(field_part(std::string(kLine + 1, 'a')), kLine);
  EXPECT_EQ(field_part(lines(1000) + '\n' + std::string(100'000, 'a')), 1001 + kLine);
  EXPECT_EQ(field_part(lines(kMost - 100) + '\n' + std::string(100'000, 'a')), kMost);
}

TEST(FieldPart, NoCharacterIsCut) {
  std::string text;
  while (text.size() < 2 * kLine) text += "温";
  EXPECT_EQ(field_part(text), kLine / 3 * 3);
}

}  // namespace
}  // namespace ui
