// The page's controls: each declares its item, draws itself on the canvas, and answers what the mouse or its DOM twin did.
// Positions are ImGui's cursor; sizes CSS pixels. A control that is disabled still has its twin.
#pragma once
#include <string_view>

#include "model/mark.h"
#include "ui/frame.h"

namespace ui {

enum class ButtonLook : std::uint8_t { primary, plain, bar, quiet };

struct ButtonOptions {
  ButtonLook look = ButtonLook::plain;
  bool enabled = true;
  bool small = false;             // 22 px high, for panel headers
  std::string_view key{};           // what the item is known by, when its name changes with its state
  std::string_view shown{};         // what is drawn, when it is not the name itself
  std::string_view help{};
  std::string_view shortcut{};
  bool opens_menu = false, menu_open = false;
};
float button_width(const Frame& frame, std::string_view shown, bool small = false);
bool button(Frame& frame, std::string_view name, const ButtonOptions& options = {});
float disclosure_width(const Frame& frame, std::string_view shown);
// A button that folds a part out; `open` is its state. True when it is to change.
// `shown`: what is drawn, when it is not the name itself.
bool disclosure(Frame& frame, std::string_view name, bool open, std::string_view help = {}, std::string_view shown = {});

// True when the state is to change.
// `shown`: what is drawn, when it is not the name itself.
bool checkbox(Frame& frame, std::string_view name, bool checked, std::string_view help = {}, std::string_view shown = {});
float checkbox_width(const Frame& frame, std::string_view shown);
// `shown` is unique among the radios of its panel.
bool radio(Frame& frame, std::string_view name, std::string_view shown, bool chosen);

struct FieldOptions {
  std::string_view name{};
  model::Field field = model::Field::count;
  FieldKind kind = FieldKind::text;
  FieldFont font = FieldFont::ui;
  std::string_view placeholder{};
  std::string_view error{};    // as worded
  float width = 0, height = 0;  // height 0: one line
  bool required = false;
  bool enabled = true;
  bool show_mark = true;
};
// Draws frame, text (while the DOM field does not have the focus) and mark; a new text becomes an action set_text.
// Returns true when Enter (Ctrl+Enter in a multi-line field) was pressed in it.
bool text_field(Frame& frame, const FieldOptions& options);

// Text that is read, selected and copied, of any size. `height` is that of the whole frame.
void readonly_field(Frame& frame, std::string_view name, const std::string& value, float width, float height,
                    FieldFont font = FieldFont::mono);

void heading(Frame& frame, std::string_view name, int level, ImVec2 at, float size, ImU32 colour);
// A line that is only read: declared as text at the cursor, wrapped at `width`, at most `lines`. Returns its height.
float paragraph(Frame& frame, std::string_view words, float width, ImU32 colour, float size, int lines = 50);
// Something that changes and is announced; the same box every frame.
void status(Frame& frame, std::string_view words, Box box);
bool link(Frame& frame, std::string_view name, std::string_view href);

// The item id of a control with this key in the current window: the same in every language.
std::uint32_t item_id(std::string_view key);
// Begins the ids of a panel, which are the same wherever the layout puts it; ImGui::PopID() ends them.
void push_panel_id(const char* key);
// Fills the parts of an item that all controls share.
Item& declare(Frame& frame, std::uint32_t id, Role role, std::string_view name, ImVec2 low, ImVec2 high);
// `on_bar`: of something that lies on the title bar's ground.
void focus_ring(const Frame& frame, std::uint32_t id, ImVec2 low, ImVec2 high, bool on_bar = false);
// A rectangle as thick as the theme's lines, all of it inside. `radius` below 0: that of controls.
void draw_frame(const Frame& frame, ImVec2 low, ImVec2 high, ImU32 colour, float radius = -1);

// A part of the page that scrolls by itself.
void begin_scroll_area(Frame& frame, const char* key, ImVec2 size);
void end_scroll_area(Frame& frame);

}  // namespace ui
