// WCAG contrast of every palette: of the pairs that theme_pairs.inc states, and that what is drawn is what is stated.
#include "ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "imgui.h"
#include "support/box_font.h"
#include "support/headless_page.h"

namespace {

using support::HeadlessPage;
using ui::Group;
using ui::Look;
using ui::Palette;
using ui::Role;

enum class Use { text, part, off, line, area };

struct Pair {
  Use use;
  const char* name;
  ImU32 Palette::*colour;
  const char* ground_name;
  ImU32 Palette::*ground;
};
constexpr Pair kPairs[] = {
#define P(use, colour, ground) {Use::use, #colour, &Palette::colour, #ground, &Palette::ground},
#include "ui/theme_pairs.inc"
#undef P
};

struct Colour {
  const char* name;
  ImU32 Palette::*member;
};
constexpr Colour kColours[] = {
#define C(name, light, dark, contrast_light, contrast_dark) {#name, &Palette::name},
#include "ui/theme_colours.inc"
#undef C
};

constexpr const char* kLookNames[ui::kLooks] = {"light", "dark", "contrast_light", "contrast_dark"};

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(ImU32 colour) {
  const auto linear = [colour](int shift) {
    const double c = static_cast<double>(colour >> shift & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(IM_COL32_R_SHIFT) + 0.7152 * linear(IM_COL32_G_SHIFT) + 0.0722 * linear(IM_COL32_B_SHIFT);
}

double contrast(ImU32 a, ImU32 b) {
  const double of_a = luminance(a), of_b = luminance(b);
  return (std::max(of_a, of_b) + 0.05) / (std::min(of_a, of_b) + 0.05);
}

double least(Use use, bool high_contrast) {
  switch (use) {
    case Use::text: return high_contrast ? 7 : 4.5;
    case Use::part: return 3;
    case Use::off: return high_contrast ? 4.5 : 3;
    case Use::line: return high_contrast ? 3 : 1;
    case Use::area: break;
  }
  return 1;
}

app::Config config(Look look) {
  app::Config made;
  made.theme = look == Look::light  ? model::ThemeChoice::light
               : look == Look::dark ? model::ThemeChoice::dark
                                    : model::ThemeChoice::contrast;
  made.system_look.dark = look == Look::contrast_dark;
  return made;
}

// Paints a frame's triangles and notes for each what it lies on.
class Painter {
 public:
  explicit Painter(const Palette& palette) {
    for (const Colour& colour : kColours) names_[palette.*colour.member].push_back(colour.name);
    for (const Pair& pair : kPairs) {
      const auto value = std::pair(palette.*pair.colour, palette.*pair.ground);
      stated_[pair.use == Use::text || pair.use == Use::off].insert(value);
      if (pair.use != Use::text) stated_[false].insert(value);
    }
  }

  void paint(const ImDrawData& data) {
    width_ = static_cast<int>(data.DisplaySize.x);
    height_ = static_cast<int>(data.DisplaySize.y);
    canvas_.assign(static_cast<std::size_t>(width_ * height_), kUnknown);
    for (const ImDrawList* list : data.CmdLists)
      for (const ImDrawCmd& command : list->CmdBuffer)
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
          const ImDrawVert* corner[3];
          for (unsigned k = 0; k < 3; ++k)
            corner[k] = &list->VtxBuffer[static_cast<int>(command.VtxOffset + list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)])];
          triangle(corner, command.ClipRect);
        }
  }

  // The page's ground, which the window is cleared to before.
  void clear_to(ImU32 ground) { ground_ = ground; }
  const std::set<std::string>& faults() const { return faults_; }
  std::size_t glyphs() const { return glyphs_; }

 private:
  static constexpr ImU32 kUnknown = 0;  // the window's ground
  static constexpr ImU32 kDimmed = 1;   // behind a dialog

  void triangle(const ImDrawVert* const (&corner)[3], const ImVec4& clip) {
    const ImU32 colour = corner[0]->col;
    const float x = (corner[0]->pos.x + corner[1]->pos.x + corner[2]->pos.x) / 3;
    const float y = (corner[0]->pos.y + corner[1]->pos.y + corner[2]->pos.y) / 3;
    const bool glyph = corner[0]->uv.x == support::kBoxUv;
    if (x >= clip.x && x < clip.z && y >= clip.y && y < clip.w) note(glyph, colour, x, y);
    if (!glyph) fill(corner, clip, (colour >> IM_COL32_A_SHIFT) == 255 ? colour : kDimmed);
  }

  void note(bool glyph, ImU32 colour, float x, float y) {
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    if (column < 0 || row < 0 || column >= width_ || row >= height_ || (colour >> IM_COL32_A_SHIFT) != 255) return;
    ImU32 ground = canvas_[static_cast<std::size_t>(row * width_ + column)];
    if (ground == kDimmed) return;
    if (ground == kUnknown) ground = ground_;
    if (glyph) ++glyphs_;
    if (ground == colour && !glyph) return;
    if (!stated_[glyph].contains({colour, ground}))
      faults_.insert((glyph ? "words in " : "a shape in ") + name(colour) + " on " + name(ground));
  }

  std::string name(ImU32 colour) const {
    const auto found = names_.find(colour);
    if (found == names_.end()) {
      char hex[16];
      std::snprintf(hex, sizeof hex, "#%06x", ui::css_colour(colour));
      return std::string(hex) + ", which is in no palette,";
    }
    std::string all;
    for (const char* one : found->second) all += (all.empty() ? "" : "/") + std::string(one);
    return all;
  }

  // The pixels of each line whose middles lie in the triangle.
  void fill(const ImDrawVert* const (&corner)[3], const ImVec4& clip, ImU32 colour) {
    const auto [low, high] = std::minmax({corner[0]->pos.y, corner[1]->pos.y, corner[2]->pos.y});
    const int top = std::max(0, static_cast<int>(std::floor(std::max(low, clip.y))));
    const int bottom = std::min(height_, static_cast<int>(std::ceil(std::min(high, clip.w))));
    for (int row = top; row < bottom; ++row) {
      const float y = static_cast<float>(row) + 0.5f;
      float left = clip.z, right = clip.x;
      for (int k = 0; k < 3; ++k) {
        const ImVec2 from = corner[k]->pos, to = corner[(k + 1) % 3]->pos;
        if ((from.y <= y) == (to.y <= y)) continue;
        const float x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
        left = std::min(left, x);
        right = std::max(right, x);
      }
      const int first = std::max(0, static_cast<int>(std::ceil(std::max(left, clip.x) - 0.5f)));
      const int end = std::min(width_, static_cast<int>(std::ceil(std::min(right, clip.z) - 0.5f)));
      if (first >= end) continue;
      const auto line = canvas_.begin() + row * width_;
      std::fill(line + first, line + end, colour);
    }
  }

  std::map<ImU32, std::vector<const char*>> names_;
  std::set<std::pair<ImU32, ImU32>> stated_[2];  // of shapes, of words
  std::vector<ImU32> canvas_;
  int width_ = 0, height_ = 0;
  ImU32 ground_ = 0;
  std::size_t glyphs_ = 0;
  std::set<std::string> faults_;
};

class Looks : public testing::TestWithParam<int> {
 protected:
  Look look = static_cast<Look>(GetParam());
  const Palette& palette = ui::palette(look);
  Painter painter{palette};

  Looks() { painter.clear_to(palette.ground); }
  ~Looks() override {
    for (const std::string& fault : painter.faults()) ADD_FAILURE() << kLookNames[GetParam()] << ": " << fault << " is not in theme_pairs.inc";
    EXPECT_GT(painter.glyphs(), 500u) << "words were seen";
  }

  // One pixel is one colour: no smooth edges.
  static void harden() {
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLines = style.AntiAliasedLinesUseTex = style.AntiAliasedFill = false;
  }
  void see(HeadlessPage& page) {
    harden();
    page.frame();
    painter.paint(*ImGui::GetDrawData());
  }
  // The page as it is, and with mouse and focus on each button and on the first of each other kind.
  void see_all(HeadlessPage& page) {
    see(page);
    const std::vector<ui::Item> items(page.registry.items().begin(), page.registry.items().end());
    std::set<std::tuple<Group, Role, bool>> seen;
    for (const ui::Item& item : items) {
      if (item.covered || item.role == Role::heading || item.role == Role::text || item.role == Role::status) continue;
      if (item.role != Role::button && !seen.insert({item.group, item.role, item.checked}).second) continue;
      ImGui::GetIO().AddMousePosEvent(item.box.x + item.box.w / 2, item.box.y + item.box.h / 2);
      page.registry.post({.kind = ui::ItemInput::Kind::focus, .id = item.id, .text = "visible"});
      page.frame();
      see(page);
    }
    page.mouse_move(-1000, -1000);
  }
};

std::string param_name(const testing::TestParamInfo<int>& info) { return kLookNames[info.param]; }
INSTANTIATE_TEST_SUITE_P(All, Looks, testing::Range(0, ui::kLooks), param_name);

TEST(Theme, EveryPairOfEveryPaletteHasItsContrast) {
  for (int i = 0; i < ui::kLooks; ++i) {
    const Palette& palette = ui::palette(static_cast<Look>(i));
    for (const Pair& pair : kPairs)
      EXPECT_GE(contrast(palette.*pair.colour, palette.*pair.ground), least(pair.use, palette.contrast))
          << kLookNames[i] << ": " << pair.name << " on " << pair.ground_name;
  }
}

TEST(Theme, TheRatiosAreThoseOfTheGuidelines) {
  EXPECT_NEAR(contrast(IM_COL32_WHITE, IM_COL32_BLACK), 21, 1e-9);
  EXPECT_NEAR(contrast(IM_COL32(0x77, 0x77, 0x77, 255), IM_COL32_WHITE), 4.48, 0.005);
}

TEST(Theme, EveryColourIsInAPair) {
  for (const Colour& colour : kColours) {
    const bool found = std::any_of(std::begin(kPairs), std::end(kPairs), [&colour](const Pair& pair) {
      return pair.colour == colour.member || pair.ground == colour.member;
    });
    EXPECT_TRUE(found) << colour.name;
  }
}

TEST(Theme, HighContrastHasThickerLines) {
  for (const Look look : {Look::contrast_light, Look::contrast_dark}) {
    EXPECT_GE(ui::palette(look).line, 2);
    EXPECT_GT(ui::palette(look).ring, ui::palette(Look::light).ring);
  }
}

TEST(Theme, TheChoiceIsStrongerThanTheSystem) {
  using model::ThemeChoice;
  model::View view;
  for (const bool dark : {false, true})
    for (const bool more : {false, true}) {
      view.system_look = {.dark = dark, .contrast = more};
      view.theme = ThemeChoice::light;
      EXPECT_EQ(ui::look(view), Look::light);
      view.theme = ThemeChoice::dark;
      EXPECT_EQ(ui::look(view), Look::dark);
      view.theme = ThemeChoice::contrast;
      EXPECT_EQ(ui::look(view), dark ? Look::contrast_dark : Look::contrast_light);
      view.theme = ThemeChoice::system;
      EXPECT_EQ(ui::look(view), more ? (dark ? Look::contrast_dark : Look::contrast_light) : dark ? Look::dark : Look::light);
    }
}

TEST_P(Looks, TheFirstPageWideAndNarrow) {
  HeadlessPage wide(1366, 650, config(look));
  see_all(wide);
  HeadlessPage narrow(390, 844, config(look));
  see(narrow);
}

TEST_P(Looks, ErrorsAndWarnings) {
  HeadlessPage page(1366, 900, config(look));
  page.tool.fill_uiot();
  page.fill(Group::connect, "Port", "1883");
  page.fill(Group::publish, "Topic", "/abcdefgh12345678/device-1/set");
  page.fill(Group::subscribe, "Topic", "a/#/b");
  page.click(Group::connect, Role::disclosure, "Advanced");
  page.fill(Group::connect, "Path", "no slash");
  page.fill(Group::connect, "Keepalive (s)", "99999999");
  page.tool.app.apply_url(model::read_url("", "nonsense=1"), page.tool.now);
  page.settle();
  see_all(page);
  page.fill(Group::connect, "Port", "x");
  see_all(page);
}

TEST_P(Looks, ConnectedWithRowsOfEveryKind) {
  HeadlessPage page(1366, 900, config(look));
  page.tool.fill_uiot();
  page.click(Group::connect, Role::button, "Connect");
  ASSERT_EQ(page.tool.view().link, model::Link::connected);
  page.click(Group::subscribe, Role::button, "Subscribe");
  page.tool.publish("/abcdefgh12345678/device-1/upload", "{\"a\": 1}");
  page.tool.publish("/abcdefgh12345678/device-1/upload", std::string(20'000, 'x'));
  page.tool.unsubscribe("/abcdefgh12345678/device-1/set");
  page.click(Group::subscribe, Role::button, "Subscribe");
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.settle();
  see_all(page);
  page.tool.transport.close_by_peer();
  page.settle();
  ASSERT_EQ(page.tool.view().link, model::Link::waiting);
  see_all(page);
  page.resize(390, 844);
  see(page);
}

TEST_P(Looks, DialogsAndMqtt5) {
  HeadlessPage page(1366, 900, config(look));
  page.tool.choose(model::Action::Kind::set_version, 5);
  page.tool.fill_uiot();
  for (const Group group : {Group::connect, Group::publish, Group::subscribe}) page.click(group, Role::disclosure, "Advanced");
  see_all(page);
  page.click(Group::title, Role::button, "About");
  see_all(page);
  page.click(Group::about, Role::button, "Close");
  page.tool.act(model::Action::Kind::connect);
  page.settle();
  if (!page.tool.view().held.empty()) {
    see_all(page);
    page.click(Group::held, Role::button, "Connect anyway");
  }
  const std::uint64_t first = page.tool.view().store->first_seq();
  page.tool.on_row(model::Action::Kind::open_message, first);
  page.settle();
  see_all(page);
  page.tool.act(model::Action::Kind::close_message);
  page.settle();
  page.click(Group::title, Role::button, "Keyboard shortcuts");
  ASSERT_TRUE(page.has(Group::keys, Role::button, "Close"));
  see_all(page);
  page.click(Group::keys, Role::button, "Close");
  for (const ui::Item& item : page.registry.items())
    if (item.opens_menu) {
      page.registry.post({.kind = ui::ItemInput::Kind::click, .id = item.id, .text = {}});
      break;
    }
  page.settle();
  ASSERT_TRUE(std::any_of(page.registry.items().begin(), page.registry.items().end(),
                          [](const ui::Item& item) { return item.role == Role::menuitem; }));
  see(page);
}

}  // namespace
