// Text fields. Editing is the DOM field's: the canvas draws the frame always, and the text while the field has no focus.
#include <algorithm>

#include "imgui_internal.h"
#include "ui/field_part.h"
#include "ui/glyph_text.h"
#include "ui/line_height.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using model::Level;

constexpr float kMarkWidth = 22;
// Under a multi-line text: the strip in which the field is pulled larger.
constexpr float kGripStrip = 12;
// The same with a line of words in it.
constexpr float kPartStrip = 18;

ImU32 mark_colour(const Frame& frame, Level level) {
  switch (level) {
    case Level::valid: return frame.colour.valid;
    case Level::warning: return frame.colour.warning;
    case Level::error: return frame.colour.error;
    case Level::none: break;
  }
  return frame.colour.field_border;
}

// Tick, exclamation mark or cross: told by shape as well as by colour.
void draw_mark(const Frame& frame, Level level, ImVec2 centre) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImU32 colour = mark_colour(frame, level);
  if (level == Level::valid) {
    const ImVec2 tick[] = {{centre.x - 5, centre.y}, {centre.x - 1.5f, centre.y + 4}, {centre.x + 5, centre.y - 4}};
    draw->AddPolyline(tick, 3, colour, 0, 2);
  } else if (level == Level::warning) {
    draw->AddLine({centre.x, centre.y - 5}, {centre.x, centre.y + 1.5f}, colour, 2);
    draw->AddCircleFilled({centre.x, centre.y + 4.5f}, 1.3f, colour);
  } else if (level == Level::error) {
    draw->AddLine({centre.x - 4, centre.y - 4}, {centre.x + 4, centre.y + 4}, colour, 2);
    draw->AddLine({centre.x - 4, centre.y + 4}, {centre.x + 4, centre.y - 4}, colour, 2);
  }
}

void field_frame(const Frame& frame, const ImRect& box, ImU32 colour, bool focused) {
  if (!focused) return draw_frame(frame, box.Min, box.Max, colour);
  ImGui::GetWindowDrawList()->AddRect(box.Min, box.Max, colour, frame.size.radius, 0, frame.colour.ring);
}

std::string dots_for(std::string_view secret) {
  std::string dots;
  for (const char c : secret)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) dots += "•";
  return dots;
}

void draw_content(const Frame& frame, const FieldOptions& options, const std::string& value, const ImRect& inner) {
  ImFont* const font = options.font == FieldFont::mono ? frame.fonts.mono : frame.fonts.regular;
  const bool empty = value.empty();
  const ImU32 colour = empty ? frame.colour.muted : frame.colour.text;
  const std::string_view words = empty ? options.placeholder : std::string_view(value);
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->PushClipRect(inner.Min, inner.Max, true);
  if (options.kind == FieldKind::multiline) {
    WrappedText wrapped;
    const float line = frame.size.line;
    // No more than can be seen: a pasted megabyte is measured for a screenful only.
    const auto most = static_cast<std::size_t>(inner.GetHeight() / line) + 1;
    wrap_text(font, frame.size.text, words.substr(0, 16 * 1024), inner.GetWidth(), most, wrapped);
    float y = inner.Min.y;
    for (std::size_t i = 0; i < wrapped.lines.size() && y < inner.Max.y; ++i, y += line)
      draw_mapped(font, frame.size.text, {inner.Min.x, y}, colour, wrapped.line(i));
  } else {
    const float y = (inner.Min.y + inner.Max.y - frame.size.line) / 2;
    const bool hidden = options.kind == FieldKind::password && !empty;
    draw_text(font, frame.size.text, {inner.Min.x, y}, colour, hidden ? dots_for(value) : words.substr(0, 4096));
  }
  draw->PopClipRect();
}

// Of a long text: how much of it can be edited here.
void say_part(Frame& frame, Item& item, const ImRect& box) {
  const std::string sizes = byte_size(item.part) + " / " + byte_size(item.value.size());
  item.help = frame.say(Text::field_part, {.text = sizes});
  if (item.field != FieldKind::multiline) return;
  const float size = frame.size.small - 1;
  draw_text_cut(frame.fonts.regular, size, {item.box.x, box.Max.y - line_height(size) - 1}, item.box.w, frame.colour.muted, item.help);
}

}  // namespace

bool text_field(Frame& frame, const FieldOptions& options) {
  const bool multiline = options.kind == FieldKind::multiline;
  const std::string& value = frame.view.form[options.field];
  const model::Mark& mark = frame.view.marks[static_cast<std::size_t>(options.field)];
  const float height = options.height > 0 ? options.height : frame.size.field_height;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImRect box(low, {low.x + options.width, low.y + height});
  const std::uint32_t id = item_id(options.name);
  ImGui::ItemSize(box);
  ImGui::ItemAdd(box, id);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);

  std::string typed;
  const std::size_t field_at = static_cast<std::size_t>(options.field);
  if (!value.empty() || frame.registry.focused(id)) frame.state.visited.set(field_at);
  if (frame.registry.take_text(id, typed) && options.enabled)
    frame.actions.push_back({.kind = model::Action::Kind::set_text, .field = options.field, .text = std::move(typed)});
  const bool submitted = frame.registry.take(ItemInput::Kind::submit, id);

  const std::uint32_t part = field_part(value);
  const bool marked = options.show_mark && mark.level != Level::none;
  ImRect inner(box.Min.x + frame.size.pad + 1, box.Min.y + 1, box.Max.x - frame.size.pad - 1, box.Max.y - 1);
  if (options.show_mark) inner.Max.x = box.Max.x - kMarkWidth - 2;
  if (multiline) {
    inner.Min.y += 4;
    inner.Max.y -= part != 0 ? kPartStrip : kGripStrip;
  }

  Item& item = declare(frame, id, Role::textbox, options.name, inner.Min, inner.Max);
  item.value = value;
  item.part = part;
  item.placeholder.assign(options.placeholder);
  item.error.assign(options.error);
  item.field = options.kind;
  item.font = options.font;
  item.required = options.required;
  item.disabled = !options.enabled;
  const bool focused = frame.registry.focused(id);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(box.Min, box.Max, frame.colour.field, frame.size.radius);
  // A required field that nobody has come to yet is not a fault to shout about; the line under the form names it.
  const bool fresh = value.empty() && (focused || !frame.state.visited.test(field_at));
  const bool shout = marked && !(mark.level == Level::error && fresh);
  item.invalid = shout && mark.level == Level::error;
  const ImU32 frame_colour = shout ? mark_colour(frame, mark.level) : frame.colour.field_border;
  field_frame(frame, box, focused ? frame.colour.primary : frame_colour, focused);
  if (shout) draw_mark(frame, mark.level, {box.Max.x - kMarkWidth / 2 - 2, box.Min.y + std::min(height, frame.size.field_height) / 2});
  item.shows_text = multiline && !item.covered;
  if (item.part != 0) say_part(frame, item, box);
  if (!focused && !item.shows_text) draw_content(frame, options, value, inner);
  return submitted;
}

void readonly_field(Frame& frame, std::string_view name, const std::string& value, float width, float height,
                    FieldFont font) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImRect box(low, {low.x + width, low.y + height});
  const std::uint32_t id = item_id(name);
  ImGui::ItemSize(box);
  ImGui::ItemAdd(box, id);
  const float pad = frame.size.pad;
  Item& item = declare(frame, id, Role::textbox, name, {low.x + pad, low.y + 5}, {box.Max.x - 2, box.Max.y - 3});
  item.value = value;
  item.field = FieldKind::multiline;
  item.font = font;
  item.readonly = item.shows_text = true;
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(box.Min, box.Max, frame.colour.field, frame.size.radius);
  const bool focused = frame.registry.focused(id);
  field_frame(frame, box, focused ? frame.colour.primary : frame.colour.field_border, focused);
}

}  // namespace ui
