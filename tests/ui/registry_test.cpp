#include "ui/registry.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using ui::Group;
using ui::ItemInput;
using ui::Registry;
using ui::Role;
using Kind = ItemInput::Kind;

ItemInput input(Kind kind, std::uint32_t id, std::string text = {}) { return {.kind = kind, .id = id, .text = std::move(text)}; }

TEST(Registry, AnItemIsFreshInEveryFrame) {
  Registry registry;
  registry.begin_frame();
  ui::Item& item = registry.declare(1, Role::button, Group::connect, "Connect");
  item.disabled = true;
  item.error = "no";
  registry.end_frame();
  registry.begin_frame();
  const ui::Item& again = registry.declare(2, Role::checkbox, Group::publish, "HEX");
  EXPECT_FALSE(again.disabled);
  EXPECT_TRUE(again.error.empty());
  EXPECT_EQ(again.name, "HEX");
  EXPECT_EQ(registry.items().size(), 1u);
}

TEST(Registry, InputsCountInTheNextFrameAndOnlyThere) {
  Registry registry;
  registry.post(input(Kind::click, 7));
  EXPECT_TRUE(registry.has_input());
  registry.begin_frame();
  EXPECT_FALSE(registry.take(Kind::click, 8));
  EXPECT_TRUE(registry.take(Kind::click, 7));
  EXPECT_FALSE(registry.take(Kind::click, 7)) << "taken";
  registry.end_frame();
  registry.post(input(Kind::click, 7));
  registry.begin_frame();
  registry.end_frame();
  registry.begin_frame();
  EXPECT_FALSE(registry.take(Kind::click, 7)) << "nobody took it in its frame";
}

TEST(Registry, TheLastTextOfAFieldCounts) {
  Registry registry;
  registry.post(input(Kind::text, 1, "a"));
  registry.post(input(Kind::text, 1, "ab"));
  registry.post(input(Kind::text, 2, "other"));
  registry.begin_frame();
  std::string text;
  EXPECT_TRUE(registry.take_text(1, text));
  EXPECT_EQ(text, "ab");
  EXPECT_TRUE(registry.take_text(2, text));
  EXPECT_EQ(text, "other");
  EXPECT_FALSE(registry.take_text(2, text));
}

TEST(Registry, TextTypedAfterAPressWaits) {
  Registry registry;
  registry.post(input(Kind::text, 1, "a"));
  registry.post(input(Kind::click, 2));
  registry.post(input(Kind::text, 1, "b"));
  registry.begin_frame();
  std::string text;
  ASSERT_TRUE(registry.take_text(1, text));
  EXPECT_EQ(text, "a");
  EXPECT_TRUE(registry.take(Kind::click, 2));
  EXPECT_TRUE(registry.has_input());
  registry.end_frame();
  registry.begin_frame();
  ASSERT_TRUE(registry.take_text(1, text));
  EXPECT_EQ(text, "b");
}

TEST(Registry, FocusThatThePageMovedAfterAPressIsSeenAndHasNoRing) {
  Registry registry;
  const auto focused_by = [&](const char* how) {
    registry.post(input(Kind::focus, 1, how));
    registry.begin_frame();
    registry.declare(1, Role::button, Group::connect, "Connect");
  };
  focused_by("visible");
  EXPECT_TRUE(registry.focus_ring(1) && registry.focus_arrived(1));
  registry.end_frame();
  focused_by("arrived");
  EXPECT_TRUE(registry.focused(1) && registry.focus_arrived(1));
  EXPECT_FALSE(registry.focus_ring(1));
  registry.end_frame();
  focused_by("pressed");
  EXPECT_TRUE(registry.focused(1));
  EXPECT_FALSE(registry.focus_ring(1) || registry.focus_arrived(1)) << "scrolled from under the mouse, it would not be pressed";
  registry.end_frame();
}

TEST(Registry, AFrameHasOnePress) {
  Registry registry;
  registry.post(input(Kind::text, 1, "a"));
  registry.post(input(Kind::click, 2));
  registry.post(input(Kind::publish, 0));
  registry.begin_frame();
  EXPECT_TRUE(registry.take(Kind::click, 2));
  EXPECT_FALSE(registry.take_any(Kind::publish)) << "what the press changes is not there yet";
  EXPECT_TRUE(registry.has_input());
  registry.end_frame();
  registry.begin_frame();
  EXPECT_TRUE(registry.take_any(Kind::publish));
}

// Widgets take what came to them in the order in which they are drawn: going back up the page is the next frame's.
TEST(Registry, WhatCameLaterToAnItemAboveActsLater) {
  Registry registry;
  registry.begin_frame();
  for (std::uint32_t id = 1; id <= 3; ++id) registry.declare(id, Role::textbox, Group::connect, std::to_string(id));
  registry.end_frame();
  registry.post(input(Kind::text, 1, "first"));
  registry.post(input(Kind::text, 2, "second"));
  registry.post(input(Kind::focus, 1));
  registry.post(input(Kind::click, 1));
  registry.post(input(Kind::text, 3, "last"));
  registry.begin_frame();
  std::string text;
  EXPECT_FALSE(registry.take(Kind::click, 1));
  EXPECT_TRUE(registry.take_text(1, text));
  EXPECT_TRUE(registry.take_text(2, text));
  EXPECT_FALSE(registry.take_text(3, text));
  EXPECT_TRUE(registry.has_input());
  for (std::uint32_t id = 1; id <= 3; ++id) registry.declare(id, Role::textbox, Group::connect, std::to_string(id));
  registry.end_frame();
  registry.begin_frame();
  EXPECT_TRUE(registry.take(Kind::click, 1));
}

// The mouse on the canvas is not seen here, only that it did something; its press may need two frames.
TEST(Registry, TextTypedAfterAMouseButtonWaitsUntilItHasActed) {
  Registry registry;
  registry.post(input(Kind::text, 1, "a"));
  registry.post(input(Kind::pointer, 0));
  registry.post(input(Kind::text, 1, "b"));
  std::string text;
  registry.begin_frame(true);
  ASSERT_TRUE(registry.take_text(1, text));
  EXPECT_EQ(text, "a");
  registry.end_frame();
  registry.begin_frame(true);
  EXPECT_FALSE(registry.take_text(1, text));
  registry.end_frame();
  registry.begin_frame(false);
  ASSERT_TRUE(registry.take_text(1, text));
  EXPECT_EQ(text, "b");
  EXPECT_FALSE(registry.has_input());
}

TEST(Registry, FocusIsHeldUntilItLeavesOrTheItemGoes) {
  Registry registry;
  registry.post(input(Kind::focus, 5, "visible"));
  registry.begin_frame();
  registry.declare(5, Role::button, Group::title, "About");
  EXPECT_TRUE(registry.focused(5));
  EXPECT_TRUE(registry.focus_ring(5));
  EXPECT_TRUE(registry.focus_arrived(5));
  registry.end_frame();
  registry.begin_frame();
  registry.declare(5, Role::button, Group::title, "About");
  EXPECT_FALSE(registry.focus_arrived(5));
  EXPECT_TRUE(registry.focused(5));
  registry.end_frame();
  registry.begin_frame();
  registry.end_frame();
  EXPECT_EQ(registry.focused_id(), 0u) << "the item is gone";
}

TEST(Registry, AFocusByMouseHasNoRing) {
  Registry registry;
  registry.post(input(Kind::focus, 5, ""));
  registry.begin_frame();
  EXPECT_TRUE(registry.focused(5));
  EXPECT_FALSE(registry.focus_ring(5));
}

TEST(Registry, AFocusRequestIsTakenOnce) {
  Registry registry;
  registry.request_focus(9);
  EXPECT_EQ(registry.take_focus_request(), 9u);
  EXPECT_EQ(registry.take_focus_request(), 0u);
}

}  // namespace
