// The page without a screen: the whole tool with its panels drawn into memory, driven by group, role and name through the item
// registry as the DOM mirror drives it, or by the mouse at an item's box.
#pragma once
#include <string_view>

#include "support/tool.h"
#include "ui/page.h"

namespace support {

class HeadlessPage {
 public:
  explicit HeadlessPage(float width = 1366, float height = 650, const app::Config& config = {});
  ~HeadlessPage();
  HeadlessPage(const HeadlessPage&) = delete;
  HeadlessPage& operator=(const HeadlessPage&) = delete;

  Tool tool;
  ui::Registry registry;
  ui::Page page;

  void resize(float width, float height);
  // One frame, and the actions that came of it carried out.
  void frame();
  // Frames until what was done has come back to the screen.
  void settle();

  // The item, which must be there: the test fails and an empty one comes back otherwise.
  const ui::Item& item(ui::Group group, ui::Role role, std::string_view name);
  bool has(ui::Group group, ui::Role role, std::string_view name);
  // As assistive technology does: through the twin.
  void click(ui::Group group, ui::Role role, std::string_view name);
  void fill(ui::Group group, std::string_view field, std::string_view text);
  void focus(ui::Group group, ui::Role role, std::string_view name);
  void input(ui::ItemInput::Kind kind, ui::Group group, ui::Role role, std::string_view name);
  // As a hand does: the mouse in the middle of the item's box.
  void mouse_click(ui::Group group, ui::Role role, std::string_view name);
  void mouse_move(float x, float y);
  // Presses and releases where the mouse is.
  void mouse_press(int button = 0);
  // Touch: larger controls.
  void set_touch(bool touch) { touch_ = touch; settle(); }
  void scroll(std::uint32_t area, float dy);
  // How many vertices the last frame drew.
  int vertices() const { return vertices_; }

 private:
  ui::Fonts fonts_;
  float width_, height_;
  bool touch_ = false;
  ui::ScrollBy scroll_;
  ImGuiContext* context_;
  int vertices_ = 0;
};

}  // namespace support
